"""The floor under every Streamlit screen: one button that counts."""

import streamlit as st

if st.button("tap"):
    st.session_state["n"] = st.session_state.get("n", 0) + 1
st.write(st.session_state.get("n", 0))

"""Typed text stays text where Streamlit reads Markdown."""

import pytest

from pages.ui.messages import plain


@pytest.mark.parametrize("typed", ["http://evil.example/x", "HTTPS://evil.example", "www.evil.example", "a@evil.example"])
def test_an_address_does_not_become_a_link(typed):
    assert "\u2060" in plain(typed)
    assert plain(typed).replace("\\", "").replace("\u2060", "") == typed


@pytest.mark.parametrize("typed", [":material/home:", ":+1:", "Festa :heart:", ":streamlit:"])
def test_a_word_between_colons_does_not_become_a_picture(typed):
    assert ":\u2060" in plain(typed)


@pytest.mark.parametrize("typed", ["[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "**b** `c` $x$ :material/x:", "# t"])
def test_markup_is_escaped_sign_by_sign(typed):
    said = plain(typed)
    assert said.replace("\\", "").replace("\u2060", "") == typed
    assert all(said[i - 1] == "\\" for i, c in enumerate(said) if c in "[]()<>*`$#:")


def test_names_of_every_script_stay_as_they_are():
    for name in ("Niccolò D", "Đorđe P", "Nguyễn T", "أمينة", "Zeynep Ö"):
        assert plain(name) == name

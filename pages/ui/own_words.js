// Streamlit's own words that no parameter reaches, said in the reader's language as they appear.
const WHERE = '[data-testid=stSkipToContent], [data-testid=stSelectboxVirtualDropdown] [role=option], [data-baseweb=popover] li, [role=spinbutton]'

export default function ({ data, parentElement }) {
  const say = () => {
    for (const element of document.querySelectorAll(WHERE)) {
      const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
      const ours = text && data.words[text.data]
      if (ours) text.data = ours
    }
  }
  const node = parentElement
  node.telaioWords?.disconnect()
  node.telaioWords = new MutationObserver(say)
  node.telaioWords.observe(document.body, { childList: true, subtree: true, characterData: true })
  say()
  return () => node.telaioWords.disconnect()
}

// What Streamlit calls, again at every change of data: the register stays, and hears the news.
import { Register } from './register.js'

export { ahead, courier } from './courier.js'

export function rollCall({ data, parentElement }) {
  const root = parentElement
  if (root.telaioRegister && root.telaioRegister.name !== data.name) leave(root)
  if (root.telaioRegister) root.telaioRegister.update(data)
  else root.telaioRegister = new Register(root, data)
  const call = root.telaioRegister.call = {}
  return () => { if (root.telaioRegister?.call === call) leave(root) }   // an overtaken call takes nothing with it
}

function leave(root) {
  root.telaioRegister.end()
  delete root.telaioRegister
}

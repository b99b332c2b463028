// Names of the registers that send for themselves in this page: the courier leaves them alone.
export const open = new Set()

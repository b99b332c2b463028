// Paints the days it is given. Names and titles are only ever textContent.
const NARROW = "(max-width: 760px)"

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".calendar")
  const narrow = window.matchMedia(NARROW)
  const open = (id) => setTriggerValue("open", id)
  const paint = () => root.replaceChildren(narrow.matches ? byDay(data, open) : table(data, open))
  narrow.addEventListener("change", paint)
  paint()
  return () => narrow.removeEventListener("change", paint)
}

function table(data, open) {
  const whole = make("table", data.view)
  whole.append(make("caption", "", data.caption))
  const head = make("tr")
  if (data.view === "week") head.append(scoped("td", "", ""))
  for (const column of data.columns) {
    const cell = scoped("th", "col", column.label)
    mark(cell, column)
    if (column.closed) cell.append(make("span", "closed-why", column.closed))
    head.append(cell)
  }
  whole.append(wrapped("thead", head))
  const body = make("tbody")
  for (const row of data.rows) {
    const line = make("tr")
    if (data.view === "week") line.append(scoped("th", "row", row.label))
    for (const day of row.days) line.append(cellOf(day, data, open))
    body.append(line)
  }
  whole.append(body)
  return whole
}

function cellOf(day, data, open) {
  const cell = make("td")
  mark(cell, day)
  if (data.view === "month") {
    const number = make("time", "number", day.number)
    number.dateTime = day.date
    number.setAttribute("aria-label", day.label)
    cell.append(number)
    if (day.closed) cell.append(make("span", "closed-why", day.closed))
  }
  if (day.items.length) cell.append(listOf(day, data, open, data.view === "month"))
  return cell
}

function byDay(data, open) {
  const whole = make("div", "list")
  const shown = data.days.filter((day) => !day.outside && (day.items.length || day.today))
  const gone = shown.filter((day) => data.days.some((day) => day.today && !day.outside) && day.gone)
  if (gone.length) {
    const earlier = make("details")
    earlier.append(make("summary", "", data.words.earlier), ...gone.map((day) => section(day, data, open)))
    whole.append(earlier)
  }
  whole.append(...shown.filter((day) => !gone.includes(day)).map((day) => section(day, data, open)))
  return whole
}

function section(day, data, open) {
  const section = make("section")
  mark(section, day)
  const heading = make("h2", "", day.label)
  if (day.closed) heading.append(make("span", "closed-why", day.closed))
  section.append(heading, day.items.length ? listOf(day, data, open) : make("p", "nothing", data.words.nothing))
  return section
}

function listOf(day, data, open, short = false) {
  const list = make("ul")
  for (const item of day.items) list.append(wrapped("li", item.id ? session(item, data, open, short) : unavailable(item, data)))
  return list
}

function session(item, data, open, short) {
  const link = make("a", item.cancelled ? "session cancelled" : "session")
  link.href = item.href
  link.style.setProperty("--hue", item.hue)
  link.append(make("span", "when", short ? item.start : item.when), " ", make("span", "title", item.title), " ")
  if (item.place) link.append(make("span", "where", item.place))
  if (item.missing) link.append(make("span", "missing", item.missing))
  if (item.cancelled) link.append(make("span", "why", `${data.words.cancelled}: ${item.reason}`))
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    open(item.id)
  })
  return link
}

function unavailable(item, data) {
  const block = make("div", "unavailable")
  block.append(make("span", "when", item.when), " ", make("span", "title", data.words.unavailable), " ")
  if (item.place) block.append(make("span", "where", item.place))
  return block
}

function mark(element, day) {
  for (const sign of ["today", "outside", "holiday"]) if (day[sign]) element.classList.add(sign)
  if (day.today) element.setAttribute("aria-current", "date")
}

function make(tag, className = "", text = "") {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text) element.textContent = text
  element.dir = "auto"
  return element
}

function scoped(tag, scope, text) {
  const cell = make(tag, "", text)
  if (scope) cell.scope = scope
  return cell
}

function wrapped(tag, child) {
  const element = make(tag)
  element.append(child)
  return element
}

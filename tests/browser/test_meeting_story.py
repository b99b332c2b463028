"""A whole meeting, as people hold it: from a need to a vote, decisions, two signatures, sessions, money and minutes.

Marta and Davide sit at two screens, two guests have their phones, and in the middle of it the server loses its power. A
picture of each step goes into `tests/browser/screenshots/`.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from docx import Document
from playwright.sync_api import Page, expect

from db import calendar
from db.connection import REAL, scalar
from db.office import places
from db.plan import activities
from db.plan.table import decisions, meetings
from pages.plan.table import on_vote, pdf, voting
from pages.ui.typography import italian
from tests.browser.conftest import PLACE
from tests.browser.hands import at, choose, digits, pick, sees, settled, tap, write
from tests.plan.table.told_meeting import gathering

PICTURES = Path(__file__).parent / "screenshots"
PROJECTOR, PHONE = (1920, 1080), {"width": 390, "height": 844}
DECIDED = ("Il mercatino dello scambio si fa ogni mercoledì, da dicembre a giugno.",
        "Chi viene in cucina è invitato anche al mercatino.")
SAID = "Le famiglie chiedono uno scambio di vestiti."
SAID_IN_THE_DARK = "Serve la sala grande."


def test_a_whole_meeting_from_a_need_to_its_minutes(db, cast, server, signed_in, browser, tmp_path):
    a_casa_with_a_past(db, cast)
    marta, davide = (Seat(signed_in(who, PROJECTOR, accept_downloads=True).new_page(), server.url, name)
                     for who, name in ((cast.marta, "marta"), (cast.davide, "davide")))
    phones = [Seat(browser.new_context(**PLACE, viewport=PHONE, has_touch=True, is_mobile=True).new_page(), server.url, name)
              for name in ("telefono-1", "telefono-2")]
    activity = propose(davide)
    complete(davide, activity)
    meeting = call_the_meeting(marta, activity)
    open_the_table(marta, davide, meeting)
    address = put_to_the_vote(db, marta, meeting, cast)
    vote_twice(phones[0], marta, address)
    lose_the_power(server, marta, davide)
    show_the_result(phones, marta, davide, address)
    decide(marta, 0)
    sign_at_the_table(db, marta, davide, activity)
    look_and_decide(marta, davide)
    assign_and_close(marta, phones[1])
    who_was_there(marta)
    plan_the_year(db, marta, activity)
    divide_the_money(db, marta, davide, activity)
    document = write_the_minutes(marta, davide, meeting, tmp_path)
    holds_every_decision(db, document, cast, meeting)
    for phone in phones:
        phone.page.context.close()


class Seat:
    """One person's screen, and the pictures of what they saw."""

    steps = 0

    def __init__(self, page: Page, base: str, who: str):
        self.page, self.base, self.who = page, base, who
        page.set_default_timeout(20_000)

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        settled(self.page)
        return self.page

    def picture(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        Seat.steps += 1
        self.page.screenshot(path=PICTURES / f"tavolo-{Seat.steps:02d}-{name}-{self.who}.png")

    def projected(self, name: str) -> None:
        """A picture of the projector, on which nothing is under 20 px and nothing is pushed out at the side."""
        settled(self.page)
        self.picture(name)
        assert self.page.evaluate(TOO_SMALL) == []
        assert self.page.evaluate(PUSHED) == 0


TOO_SMALL = """() => {
  const small = []
  const seen = (by, box) => {
    const look = getComputedStyle(by), top = by.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return box.width > 2 && box.height > 2 && look.visibility !== 'hidden' && top && (by.contains(top) || top.contains(by))
  }
  const weigh = (words, by, box) => {
    const size = parseFloat(getComputedStyle(by).fontSize)
    if (size < 20 && seen(by, box)) small.push(`${words} ${size}`)
  }
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const range = document.createRange(), words = node.textContent.trim(), by = node.parentElement ?? node.parentNode.host
      range.selectNodeContents(node)
      if (words && !by.closest('[data-testid=stIconMaterial]')) weigh(words, by, range.getBoundingClientRect())
    } else if (!['SCRIPT', 'STYLE', 'TEMPLATE'].includes(node.nodeName)) {
      if (node.matches?.('input, textarea')) weigh(node.value || node.placeholder, node, node.getBoundingClientRect())
      for (const child of [...node.childNodes, ...(node.shadowRoot?.childNodes ?? [])]) read(child)
    }
  }
  read(document.body)
  return small
}"""


PUSHED = """() => Math.max(0, ...[...document.querySelectorAll('[data-testid=stAppViewContainer], .stMain')]
  .map(each => each.scrollWidth - innerWidth))"""


def a_casa_with_a_past(db, cast) -> None:
    """The school year, a place, and a kitchen to which twelve people came twice: enough for a chart that tells something."""
    calendar.open_year(db, "2026/27", by=cast.marta)
    places.add(db, name="Sala grande", capacity=60, by=cast.marta)
    kitchen = activities.propose(db, {"title": "Cucina insieme", "kind": "workshop", "school_year": "2026/27"}, by=cast.marta)
    gathering(db, kitchen, thin=False)


def propose(davide: Seat) -> int:
    """Four fields."""
    page = davide.open("/bacheca")
    tap(page, "board.propose")
    write(page, "proposal.title", "Mercatino dello scambio")
    write(page, "proposal.purpose", "Vestiti e giochi passano di mano in mano, e ci si conosce.")
    pick(page, "proposal.age_bands", "6-10")
    choose(page, "proposal.kind", "laboratorio")
    davide.picture("proposta")
    tap(page, "proposal.send")
    page.wait_for_url("**/attivita?id=*")
    return int(page.url.rsplit("=", 1)[1])


def _press(page: Page, key: str) -> None:
    """A button that is gone when what it does is done."""
    at(page, key).locator("button").first.click()
    expect(at(page, key)).to_have_count(0, timeout=20_000)
    settled(page)


def complete(davide: Seat, activity: int) -> None:
    """When, where and who: what there will be to sign."""
    page = davide.open(f"/attivita?id={activity}&modifica=1")
    digits(page, "activity.first_on", "02122026")
    digits(page, "activity.starts_at", "1630")
    digits(page, "activity.ends_at", "1830")
    pick(page, "activity.rhythm", "ogni settimana")
    pick(page, "activity.weekdays", "mercoledì")
    digits(page, "activity.until", "09062027")
    choose(page, "activity.place", "Sala grande")
    choose(page, "activity.leader", "Elena")
    choose(page, "activity.leads", "Libera Compagnia")
    _press(page, "activity.save")
    sees(page, "Mancano due firme")


def call_the_meeting(marta: Seat, activity: int) -> int:
    page = marta.open("/tavolo")
    tap(page, "meetings.new")
    digits(page, "meeting.on_date", "23112026")
    choose(page, "meeting.place", "Sala grande")
    choose(page, "meeting.drafter", "Elena")
    tap(page, "meeting.send")
    page.wait_for_url("**/riunione?id=*")
    sees(page, "Mercatino dello scambio")
    _press(page, f"proposed.activity-{activity}")
    at(page, "agenda.chart_box").locator("summary").click()
    at(page, "agenda.chart_send").locator("button").hover()  # it has unfolded
    choose(page, "agenda.chart_activity", "Cucina insieme")
    tap(page, "agenda.chart_send")
    sees(page, "Cucina insieme:")
    settled(page)
    choose(page, "invited.choice", "Genitori in cerchio")
    tap(page, "invited.send")
    expect(page.locator("[class*='st-key-invited-off-']")).to_have_count(3)
    marta.picture("riunione")
    return int(page.url.rsplit("=", 1)[1])


def open_the_table(marta: Seat, davide: Seat, meeting: int) -> None:
    page = marta.page
    tap(page, "meeting.table")
    at(page, "table.open").locator("button").wait_for()
    marta.projected("prima")
    tap(page, "table.open")
    at(page, "table.next").locator("button").wait_for()
    tap(page, "table.next")
    expect(page.locator("h1", has_text="Mercatino dello scambio")).to_be_visible()
    said = page.locator(".said textarea")
    said.fill(SAID)
    expect(page.locator(".said .state")).to_have_text("salvato")
    marta.projected("punto")
    davide.open(f"/tavolo-aperto?id={meeting}")
    expect(davide.page.locator("h1", has_text="Mercatino dello scambio")).to_be_visible()
    expect(davide.page.locator(".said textarea")).to_have_value(SAID)


def put_to_the_vote(db, marta: Seat, meeting: int, cast) -> str:
    """A question for every phone; its code on the projector is the code of the address that is given back."""
    page = marta.page
    tap(page, "table.vote")
    write(page, "table.question", "Lo facciamo ogni mercoledì?")
    marta.projected("domanda")
    _press(page, "table.panel_send")
    code = at(page, "table-vote").locator("img")
    code.wait_for()
    marta.projected("voto-aperto")
    address = f"{marta.base}/voto/{voting.token(REAL, meetings.meeting(db, meeting, by=cast.marta))}"
    shown = page.evaluate("async (src) => await (await fetch(src)).text()", code.get_attribute("src"))
    assert on_vote._drawn(address) in shown
    return address


def vote_twice(phone: Seat, marta: Seat, address: str) -> None:
    """The same phone again: it is told so, and counts once."""
    page = phone.page
    page.goto(address)
    phone.picture("domanda")
    page.get_by_label("Sì").check()
    page.locator("form.vote button").click()
    sees(page, "Contato. Grazie!")
    sees(marta.page, "1 voto")
    page.goto(f"{address}?cambia=1")
    page.locator("form.vote button").click()
    sees(page, "L’avevi già detto: conta una volta.")
    phone.picture("due-volte")
    page.goto(address)
    sees(page, "Hai votato.")
    expect(page.locator("form.vote")).to_have_count(0)


def lose_the_power(server, marta: Seat, davide: Seat) -> None:
    """In the middle of a vote and of a sentence: what was on the screens is there again, and what was typed meanwhile too."""
    page = marta.page
    server.kill()
    page.locator(".said textarea").press("End")
    page.locator(".said textarea").press_sequentially(f" {SAID_IN_THE_DARK}")
    expect(page.locator(".said .state")).to_have_text("Il server non risponde: le tue parole sono tenute su questo computer.")
    marta.picture("senza-corrente")
    server.start()
    for seat in (marta, davide):
        expect(seat.page.locator("h1", has_text="Mercatino dello scambio")).to_be_visible()
        expect(seat.page.locator(".said textarea")).to_have_value(f"{SAID} {SAID_IN_THE_DARK}", timeout=30_000)
        expect(at(seat.page, "table-vote").locator("img")).to_be_visible()
        sees(seat.page, "Lo facciamo ogni mercoledì?")
        sees(seat.page, "1 voto")
        expect(at(seat.page, "table-agenda")).to_contain_text("Cucina insieme")
    marta.projected("dopo-la-corrente")


def show_the_result(phones: list[Seat], marta: Seat, davide: Seat, address: str) -> None:
    """The second phone comes by the same address; nobody sees what was said before the facilitator shows it."""
    page = phones[1].page
    page.goto(address)
    page.get_by_label("Ho dei dubbi").check()
    page.locator("form.vote button").click()
    sees(page, "Contato. Grazie!")
    sees(marta.page, "2 voti")
    tap(marta.page, "table.vote_close")
    at(marta.page, "table.vote_show").locator("button").wait_for()
    for seat in (marta, davide):
        expect(seat.page.locator(".telaio-bar")).to_have_count(0)
    tap(marta.page, "table.vote_show")
    for seat in (marta, davide):
        expect(seat.page.locator(".telaio-bar")).to_contain_text("1 sì · 1 dubbi · 0 no")
    marta.projected("risultato")
    sees(phones[0].page, "Il risultato è sullo schermo.")
    phones[0].picture("risultato")


def decide(marta: Seat, which: int) -> None:
    page = marta.page
    tap(page, "table.decide")
    write(page, "table.decision", DECIDED[which])
    digits(page, "table.review_on", "01032027")
    marta.projected("decidere")
    tap(page, "table.panel_send")
    expect(at(page, "table-record")).to_contain_text(DECIDED[which])


def sign_at_the_table(db, marta: Seat, davide: Seat, activity: int) -> None:
    """Each for their own; then it is shared."""
    for seat in (marta, davide):
        _press(seat.page, "table.sign")
    assert scalar(db, "select state from activity where id = :id", id=activity) == "shared"
    expect(at(marta.page, "table-item")).to_contain_text("condivisa")
    marta.projected("firmata")


def look_and_decide(marta: Seat, davide: Seat) -> None:
    """The next point is a chart; the decision keeps it as it was, and both approve."""
    page = marta.page
    tap(page, "table.next")
    at(page, "table-item").locator("[data-testid=stVegaLiteChart]").wait_for()
    expect(davide.page.locator("h1", has_text="Cucina insieme")).to_be_visible()
    page.wait_for_timeout(600)
    marta.projected("grafico")
    decide(marta, 1)
    for seat in (marta, davide):
        _approve_all(seat)
    marta.projected("approvate")


def _approve_all(seat: Seat) -> None:
    buttons = at(seat.page, "table-record").locator("[class*='st-key-table-approve'] button")
    for left in (1, 0):
        buttons.first.click()
        expect(buttons).to_have_count(left)


def assign_and_close(marta: Seat, phone: Seat) -> None:
    page = marta.page
    tap(page, "table.assign")
    write(page, "table.action", "Chiedere le chiavi della sala")
    choose(page, "table.owner", "Davide")
    marta.projected("incarico")
    tap(page, "table.panel_send")
    expect(at(page, "table-record")).to_contain_text("Chiedere le chiavi della sala")
    marta.projected("incarichi")
    tap(page, "table.next")
    sees(page, "L’ordine del giorno è finito.")
    marta.projected("alla-fine")
    at(page, "table.closing").locator("button").first.click()
    at(page, "table.close").locator("button").click()
    page.wait_for_url("**/riunione?id=*")
    sees(page, "tenuta")
    phone.page.reload()
    sees(phone.page, "Questo voto è finito")
    phone.picture("finito")


def who_was_there(marta: Seat) -> None:
    """On the meeting's own page, with the curtain open again."""
    page = marta.page
    _open_the_curtain(marta)
    for _each in range(3):
        unsaid = page.locator("[class*='st-key-invited-presence-'][class*='-unsaid']")
        left = unsaid.count()
        unsaid.first.locator("button", has_text="presente").click()
        expect(unsaid).to_have_count(left - 1)
    marta.picture("tenuta")


def _open_the_curtain(seat: Seat) -> None:
    at(seat.page, "header.curtain").locator("label").first.click()
    expect(at(seat.page, "header.curtain")).not_to_contain_text("nessun nome")
    settled(seat.page)


def plan_the_year(db, marta: Seat, activity: int) -> None:
    """From the signed when to a year of sessions, the holidays left out."""
    page = marta.open(f"/attivita?id={activity}")
    sees(page, "hanno firmato")
    at(page, "activity_sessions.plan").scroll_into_view_if_needed()
    marta.picture("anno")
    _press(page, "activity_sessions.do_plan")
    expect(at(page, "activity_sessions.counts")).to_be_visible()
    days = {row["on_date"] for row in db.query("select on_date from session where activity_id = ?", [activity])}
    assert {"2026-12-02", "2026-12-09", "2027-06-09"} <= days
    assert not {"2026-12-23", "2026-12-30"} & days, "no session in the Christmas holidays"


def divide_the_money(db, marta: Seat, davide: Seat, activity: int) -> None:
    """A fund, two lines; and since money is part of what was signed, both sign again."""
    page = marta.open("/fondo?nuovo=1")
    pick(page, "fund.source.0", "fondi propri del Comune")
    write(page, "fund.name.0", "Fondi per le famiglie")
    write(page, "fund.amount.0", "5.000,00")
    tap(page, "fund.save")
    page.wait_for_url("**/fondo?id=*")
    fund = int(page.url.rsplit("=", 1)[1])
    page = marta.open(f"/bilancio?attivita={activity}&modifica=1")
    write(page, f"budget.line.{activity}.{fund}.staff", "1.200,50")
    write(page, f"budget.line.{activity}.{fund}.materials", "300")
    sees(page, "Insieme 1.500,50")
    _press(page, "budget.save")
    sees(page, "1.500,50")
    marta.picture("bilancio")
    assert scalar(db, "select state from activity where id = :id", id=activity) == "under_discussion"
    _open_the_curtain(davide)
    for seat in (marta, davide):
        _press(seat.open(f"/attivita?id={activity}"), "activity.sign")
    sees(davide.page, "hanno firmato")
    davide.picture("di-nuovo-firmata")
    assert scalar(db, "select state from activity where id = :id", id=activity) == "shared"


def write_the_minutes(marta: Seat, davide: Seat, meeting: int, folder: Path) -> Path:
    """They write themselves; Davide asks for another word, Marta writes it, both approve; Marta takes them away."""
    address = f"/verbale?riunione={meeting}"
    page = marta.open(address)
    _press(page, "minutes.draft")
    sees(page, SAID)
    marta.picture("verbale-bozza")
    _press(page, "minutes.send")
    sees(page, "in lettura ai due enti")
    other = davide.open(address)
    at(other, "part.opening.comment.box").locator("button").first.click()
    write(other, "part.opening.comment-0", "Scriviamo che c'erano anche i genitori.")
    tap(other, "part.opening.comment.send")
    other.locator("[class*='st-key-comment-settle']").first.wait_for()
    page = marta.open(address)
    sees(page, "c'erano anche i genitori")
    at(page, "part.opening.box").locator("button").first.click()
    page.locator("[class*='st-key-part-opening-text'] textarea").fill("Ci sono anche i genitori del gruppo in cerchio.")
    tap(page, "part.opening.save")
    expect(at(page, "part-opening").locator("p", has_text="del gruppo in cerchio").first).to_be_visible()
    settled(page)
    page.locator("[class*='st-key-comment-settle'] button").first.click()
    expect(page.locator("[class*='st-key-comment-settle']")).to_have_count(0)
    marta.picture("verbale-in-lettura")
    _press(page, "minutes.approve")
    _press(davide.open(address), "minutes.approve")
    sees(davide.page, "approvato")
    page = marta.open(address)
    sees(page, "approvato")
    marta.picture("verbale-approvato")
    with page.expect_download() as download:
        at(page, "minutes.docx").locator("button").click()
    return Path(shutil.copy(download.value.path(), folder / download.value.suggested_filename))


def holds_every_decision(db, file: Path, cast, meeting: int) -> None:
    """Opened by python-docx, and by LibreOffice where there is one."""
    assert file.suffix == ".docx"
    document = Document(file)
    said = "\n".join([each.text for each in document.paragraphs]
                     + [cell.text for table in document.tables for row in table.rows for cell in row.cells])
    wanted = [*(row["text"] for row in decisions.of_meeting(db, meeting, by=cast.marta)), SAID, SAID_IN_THE_DARK,
              "Lo facciamo ogni mercoledì?", "Chiedere le chiavi della sala", "i genitori del gruppo in cerchio"]
    assert set(DECIDED) <= set(wanted)
    assert [words for words in wanted if italian(words) not in said] == []
    assert len(document.inline_shapes) == 1, "the frozen chart"
    if pdf.converter():
        text = _read_by_libreoffice(file)
        assert [words for words in wanted if italian(words) not in text] == []


def _read_by_libreoffice(file: Path) -> str:
    subprocess.run([pdf.converter(), "--headless", "--norestore", f"-env:UserInstallation={(file.parent / 'profile').as_uri()}",
                    "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(file.parent), str(file)],
                   check=True, capture_output=True, timeout=90)
    return file.with_suffix(".txt").read_text(encoding="utf-8-sig")

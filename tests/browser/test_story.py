"""The main job, end to end, as people do it: start the Casa, bring the schools, plan, sign, see the calendar, take the
roll, look at the chart. A real server, a real browser, a picture of each step in `tests/browser/screenshots/`.
"""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import icalendar
from playwright.sync_api import Page, expect

from db.connection import REAL, file_of, opened, rows, scalar
from tests.browser.conftest import PLACE
from tests.browser.hands import at, choose, digits, pick, sees, settled, tap, write
from tests.conftest import PASSWORD

PICTURES = Path(__file__).parent / "screenshots"
COLUMNS = ("CODICESCUOLA,DENOMINAZIONESCUOLA,CODICEISTITUTORIFERIMENTO,DENOMINAZIONEISTITUTORIFERIMENTO,DESCRIZIONECOMUNE,"
           "CODICECOMUNESCUOLA\n")
SCHOOLS = COLUMNS + """MIEE8FF01A,PRIMARIA DEI TIGLI,MIIC8FF00X,IC DEI TIGLI,ROZZANO,H623
MIEE8FF02B,PRIMARIA DELLE ROGGE,MIIC8FF00X,IC DEI TIGLI,ROZZANO,H623
MIEE8GG01C,PRIMARIA DEL MULINO,MIIC8GG00Y,IC DEL MULINO,OPERA,G078
"""


def test_from_the_first_run_to_the_chart(server, browser, tmp_path):
    base = server.url
    marta = Story(browser, base, "marta")
    start_the_casa(marta)
    name_the_others(marta)
    bring_the_schools(marta, tmp_path)
    write_a_household(marta)
    propose_and_agree(marta)
    davide = Story(browser, base, "davide")
    sign_together(marta, davide)
    plan_the_year(marta)
    follow_the_calendar(marta)
    sara = Story(browser, base, "sara")
    take_the_roll(sara)
    look_together(marta)
    leave_from_every_tab(marta)
    for each in (marta, davide, sara):
        each.close()


class Story:
    """One person's browser, and the pictures of what they saw."""

    steps = 0

    def __init__(self, browser, base: str, who: str):
        self.context = browser.new_context(**PLACE, viewport={"width": 1280, "height": 800})
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.base, self.who = base, who

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        settled(self.page)
        return self.page

    def sign_in(self) -> Page:
        self.page.goto(f"{self.base}/accedi")
        self.page.fill("[name=email]", f"{self.who}@casa.example")
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button")
        settled(self.page)
        return self.page

    def picture(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        Story.steps += 1
        self.page.screenshot(path=PICTURES / f"{Story.steps:02d}-{name}.png")

    def close(self) -> None:
        self.context.close()


def start_the_casa(marta: Story) -> None:
    page = marta.page
    page.goto(marta.base)
    expect(page).to_have_url(f"{marta.base}/benvenuto")
    marta.picture("benvenuto")
    page.click("a[href='/benvenuto/inizia']")
    for field, text in {"name": "Casa per fare insieme", "municipality": "Comune di Rozzano", "partner": "Libera Compagnia",
                        "display_name": "Marta", "email": "marta@casa.example", "password": PASSWORD}.items():
        page.fill(f"[name={field}]", text)
    page.click("main button")
    settled(page)
    sees(page, "Lunedì 23 novembre 2026")
    marta.picture("casa-iniziata")


def name_the_others(marta: Story) -> None:
    for name, role, organisation in [("Davide", "coordinatore", "Libera Compagnia"), ("Sara", "volontario", "Comune di Rozzano")]:
        page = marta.open("/account?nuovo=1")
        write(page, "account.new.name", name)
        write(page, "account.new.email", f"{name.lower()}@casa.example")
        choose(page, "account.new.organisation", organisation)
        choose(page, "account.new.role", role)
        write(page, "account.new.password", PASSWORD)
        tap(page, "account.new.save")
        sees(page, f"{name.lower()}@casa.example")
    marta.picture("account")
    page = marta.open("/casa?spazio=nuovo")
    write(page, "place.name.0", "Sala grande")
    tap(page, "place.save")
    sees(page, "Sala grande")


def bring_the_schools(marta: Story, folder: Path) -> None:
    file = folder / "scuole.csv"
    file.write_text(SCHOOLS, encoding="utf-8")
    page = marta.open("/importa-scuole")
    page.set_input_files("input[type=file]", file)
    settled(page)
    tap(page, "import_schools.go")
    marta.picture("scuole")
    page = marta.open("/enti")
    sees(page, "DEI TIGLI")


def write_a_household(marta: Story) -> None:
    page = marta.open("/nuclei?nuovo=1")
    write(page, "person.display_name", "Niccolò D.")
    tap(page, "person.add")
    page = marta.open("/nuclei")
    write(page, "households.search", "niccolo")
    sees(page, "Niccolò D.")
    marta.picture("nuclei")


def propose_and_agree(marta: Story) -> None:
    page = marta.open("/bacheca")
    tap(page, "board.propose")
    write(page, "proposal.title", "Laboratorio di teatro")
    write(page, "proposal.purpose", "Stare insieme in scena")
    choose(page, "proposal.kind", "laboratorio")
    tap(page, "proposal.send")
    sees(page, "Laboratorio di teatro")
    tap(page, "activity.edit")
    digits(page, "activity.first_on", "23112026")
    digits(page, "activity.starts_at", "1630")
    digits(page, "activity.ends_at", "1830")
    pick(page, "activity.rhythm", "ogni settimana")
    pick(page, "activity.weekdays", "lunedì")
    digits(page, "activity.until", "31052027")
    choose(page, "activity.place", "Sala grande")
    choose(page, "activity.leader", "Davide")
    choose(page, "activity.leads", "Comune di Rozzano")
    choose(page, "activity.involved", "TIGLI")
    tap(page, "activity.save")
    sees(page, "Mancano due firme")
    marta.picture("proposta")


def sign_together(marta: Story, davide: Story) -> None:
    tap(marta.page, "activity.sign")
    sees(marta.page, "Manca la firma di Libera Compagnia")
    page = davide.sign_in()
    page.goto(marta.page.url)
    settled(page)
    tap(page, "activity.sign")
    sees(page, "hanno firmato")
    davide.picture("firmata")


def plan_the_year(marta: Story) -> None:
    page = marta.page
    page.reload()
    settled(page)
    tap(page, "activity_sessions.do_plan")
    page.locator("[class*='st-key-activity_sessions-open']").first.wait_for()
    marta.picture("incontri")
    with opened(file_of(REAL)) as db:
        days = {row["on_date"] for row in rows(db, "select on_date from session")}
    assert {"2026-11-23", "2026-11-30"} <= days
    assert not {"2026-12-07", "2026-12-28", "2027-03-29"} & days, "patron's day, Christmas and Easter Monday have no session"


def follow_the_calendar(marta: Story) -> None:
    page = marta.open("/calendario")
    sees(page, "Laboratorio di teatro")
    marta.picture("calendario")
    with opened(file_of(REAL)) as db:
        token = scalar(db, "select feed_token from casa")
    with urllib.request.urlopen(f"{marta.base}/calendario/{token}.ics") as answer:
        feed = icalendar.Calendar.from_ical(answer.read())
    events = [event for event in feed.walk("VEVENT") if "teatro" in str(event["SUMMARY"])]
    assert len(events) > 20 and all("ATTENDEE" not in event for event in events)


def take_the_roll(sara: Story) -> None:
    page = sara.sign_in()
    sees(page, "Laboratorio di teatro")
    sara.picture("oggi")
    page.locator("[class*='st-key-today-open']").locator("button").click()
    page.locator(".roll-call").wait_for()
    for name in ("Amina B.", "Đorđe P.", "Zeynep Ö.", "Luca R.", "Nguyễn T.", "Omar H."):
        page.locator(".tools button", has_text="Nuovo").click()
        page.locator("dialog.newcomer[open] input[type=text], dialog.newcomer[open] input:not([type])").first.fill(name)
        page.locator("dialog.newcomer[open] button.primary").click()
        page.locator(".tile", has_text=name).wait_for()
    tile = page.locator(".tile", has_text="Omar H.")
    tile.click()
    expect(tile).to_have_attribute("aria-pressed", "false")
    tile.click()
    expect(tile).to_have_attribute("aria-pressed", "true")
    school = page.locator("section.organisation", has_text="TIGLI")
    for _ in range(7):
        school.locator("button.step", has_text="+").first.click()
    expect(page.locator(".totals")).to_contain_text("13", timeout=10_000)
    page.locator(".state", has_text="alvato").wait_for()
    sara.picture("appello")
    with opened(file_of(REAL)) as db:
        assert scalar(db, "select count(*) from attendance where present = 1") == 6
        assert scalar(db, "select sum(number) from head_count") == 7
    page.reload()
    expect(page.locator(".totals")).to_contain_text("13", timeout=15_000)


def look_together(marta: Story) -> None:
    page = marta.open("/partecipazione")
    at(page, "look.figures").get_by_text("6", exact=True).first.wait_for()
    page.locator("[data-testid=stVegaLiteChart]").first.wait_for()
    marta.picture("partecipazione")
    at(page, "header.curtain").locator("label").click()
    settled(page)
    sees(page, "Schermo condiviso: nessun nome")
    marta.picture("schermo-condiviso")
    page.goto(f"{marta.base}/nuclei")
    settled(page)
    sees(page, "qui niente nomi")
    assert "Niccol" not in page.content()


def leave_from_every_tab(marta: Story) -> None:
    other = marta.context.new_page()
    other.goto(f"{marta.base}/bacheca")
    settled(other)
    tap_out = at(marta.page, "header.me").locator("button").first
    tap_out.click()
    at(marta.page, "header.sign_out").locator("button").click()
    marta.page.wait_for_url("**/accedi")
    other.wait_for_url("**/accedi", timeout=20_000)
    assert json.loads(urllib.request.urlopen(f"{marta.base}/health").read())["status"] == "ok"

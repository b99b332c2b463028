"""What the example Casa does, year after year, and what lies on its board."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """An activity as it recurs. `weekdays` 0 is Monday; `season` is its first and last (month, day) of the school year;
    `since` is the school year of the example (0, 1, 2) in which it begins, `keen` how full it is."""

    name: str
    title: str
    kind: str
    purpose: str
    access: str
    place: str
    leader: str
    weekdays: tuple[int, ...]
    hours: tuple[str, str]
    season: tuple[tuple[int, int], tuple[int, int]]
    every: int
    ages: tuple[int, int]
    with_adults: bool
    expected: int
    budget: int
    principles: tuple[str, ...]
    leads: tuple[str, ...]
    involved: tuple[str, ...]
    since: int = 0


ONCE = 99  # not every so many weeks: a feast
BOTH = ("municipality", "partner")
PLANS = [
    Plan("theatre", "Laboratorio di teatro", "workshop", "Salire su un palco insieme: ogni bambino trova una voce.",
         "enrolment", "Sala grande", "Davide", (2,), ("16:30", "18:30"), ((10, 1), (6, 5)), 1, (6, 13), False, 24, 420000,
         ("innovation", "shared_vision"), ("partner",), ("Primaria «Girotondo», 3B", "Cori e Colori")),
    Plan("homework", "Spazio compiti", "homework_club", "Un pomeriggio tranquillo per i compiti, con chi sa aspettare.",
         "enrolment", "Aula studio", "Elena", (0, 3), ("16:45", "18:15"), ((9, 25), (6, 7)), 1, (6, 13), False, 30, 650000,
         ("social_justice", "prevention"), BOTH,
         ("Primaria «Arcolaio», 4A", "Secondaria «La Navetta», 1D", "Oratorio della Fontana")),
    Plan("cooking", "Cucina in famiglia", "workshop", "Grandi e piccoli ai fornelli: ricette di tutti i paesi del quartiere.",
         "open", "Cucina", "Tommaso", (5,), ("10:00", "12:30"), ((10, 10), (5, 31)), 2, (5, 11), True, 16, 180000,
         ("linearity", "social_justice"), ("partner",), ("Genitori in cerchio",)),
    Plan("playgroup", "Piccolissimi 0-3", "playgroup", "Gioco, latte e chiacchiere per chi sta a casa con i piccolissimi.",
         "open", "Sala morbida", "Greta", (1, 4), ("09:45", "11:45"), ((9, 15), (7, 20)), 1, (0, 3), True, 20, 310000,
         ("prevention",), ("municipality",), ("Servizio Minori e Famiglia",)),
    Plan("talks", "Genitori si raccontano", "parents_talk", "Una domanda a sera: sonno, schermi, soldi. Risponde il gruppo.",
         "open", "Sala grande", "Marta", (3,), ("18:45", "20:30"), ((10, 1), (5, 31)), 4, (18, 99), True, 25, 90000,
         ("prevention", "shared_vision"), BOTH, ("Genitori in cerchio", "Tavolo scuole «Connessioni»")),
    Plan("festival", "Festa del Telaio", "festival", "Due feste l'anno: la casa si apre a tutto il quartiere.",
         "open", "Cortile", "Marta", (5,), ("15:00", "19:00"), ((12, 1), (6, 14)), ONCE, (0, 99), True, 180, 350000,
         ("linearity", "shared_vision"), BOTH,
         ("Oratorio del Glicine", "Oratorio Tre Pini", "Cori e Colori", "Genitori in cerchio")),
    Plan("desk", "Sportello conti di casa", "help_desk", "Bollette, bonus, risparmio: si guarda insieme, senza giudicare.",
         "open", "Stanza dei colloqui", "Davide", (0,), ("17:00", "19:00"), ((10, 1), (6, 20)), 2, (18, 99), True, 8, 120000,
         ("social_justice", "prevention"), ("partner",), ("Banca del Tempo «Ore Belle»",), since=1),
    Plan("football", "Torneo delle vie", "tournament", "Una squadra per via, ragazze e ragazzi insieme.",
         "enrolment", "Cortile", "Tommaso", (6,), ("15:00", "18:00"), ((4, 10), (6, 1)), 1, (10, 17), False, 60, 150000,
         ("linearity",), ("partner",), ("Polisportiva La Rete", "Oratorio del Ponte", "Oratorio della Fontana"), since=1),
    Plan("garden", "Orto di quartiere", "garden", "Si zappa, si semina, si aspetta: l'orto lo curano le famiglie.",
         "open", "Orto", "Greta", (5,), ("09:30", "11:30"), ((9, 12), (7, 25)), 1, (5, 12), True, 20, 130000,
         ("innovation", "linearity"), BOTH, ("Orti di Cascina Spola",), since=2),
]

# What lies on the board besides: (title, kind, purpose, who proposed it, how it stands)
BOARD = [
    ("Mercatino dello scambio", "other", "Vestiti e giochi che passano di mano, senza soldi.", "Elena", "proposed"),
    ("Papà in cerchio", "parents_group", "Una sera al mese per i papà: pochi vengono agli altri incontri.", "Greta", "proposed"),
    ("Estate in cortile", "other", "Tre settimane di luglio per chi non parte.", "Davide", "under_discussion"),
    ("Corso di scacchi", "workshop", "Due scacchiere, un maestro, un pomeriggio.", "Tommaso", "dropped"),
    ("Baratto di giocattoli", "other", "Giochi cresciuti troppo in fretta, da passare a chi arriva.", "Tommaso", "merged"),
]
MERGED_INTO = "Mercatino dello scambio"

# Idea and risks, by title.
IDEAS = {
    "Laboratorio di teatro": ("Da ottobre si gioca, da gennaio si scrive, a giugno si va in scena in cortile.",
                              "Chi salta tre volte perde la parte: si tengono due voci per ogni ruolo."),
    "Spazio compiti": ("Tavoli piccoli, un adulto ogni cinque, merenda alle cinque e mezza.",
                       "Nei giorni di verifiche arrivano in troppi: servono più volontari."),
    "Mercatino dello scambio": ("Un sabato al mese in cortile: ogni famiglia un tavolo, si prende e si lascia.",
                                "Se piove serve la Sala grande, che il sabato è della cucina."),
    "Papà in cerchio": ("Si cucina insieme e si parla mentre si aspetta il forno.", ""),
    "Estate in cortile": ("Tre settimane, dalle 9 alle 16, con gli oratori e la polisportiva.",
                          "Il caldo: senza ombra in cortile non si può. Mancano ancora due educatori."),
    "Baratto di giocattoli": ("Una cesta all'ingresso, sempre aperta.", ""),
}
# How many volunteers a session of each asks for.
HELPERS = {"theatre": 2, "homework": 3, "playgroup": 1, "cooking": 1, "garden": 2, "festival": 6}

"""The house of the example: its two signing organisations, its people, places and neighbourhoods, and who it works with."""

from __future__ import annotations

from datetime import date

from db import audit, calendar
from db.connection import insert
from db.demo.world import World, days, moment, school_year
from db.office import accounts, casa
from db.rules import MACHINE

NAME = "Casa del Telaio (esempio)"
ACCOUNTS = [
    ("Davide", "coordinator", "partner"),
    ("Sara", "volunteer", "partner"),
    ("Nadia", "neutral_operator", "Spazio Neutro"),
    ("Ivo", "viewer", "Genitori in cerchio"),
    ("Elena", "educator", "partner"),
    ("Tommaso", "educator", "partner"),
    ("Greta", "educator", "municipality"),
    ("Bianca", "volunteer", "Genitori in cerchio"),
    ("Omar", "volunteer", "municipality"),
]
PLACES = [("Sala grande", 80), ("Aula studio", 34), ("Cucina", 16), ("Sala morbida", 24), ("Stanza dei colloqui", 6),
          ("Cortile", 200), ("Orto", 25)]
NEIGHBOURHOODS = ["Borgo dei Fili", "Case Alte", "Cascina Spola", "Mulino Vecchio", "Le Rogge", "Stazione"]

# (institute, school, level, classes)
SCHOOLS = [
    ("Istituto comprensivo «I Gelsi»", "Infanzia «Filastrocca»", "infanzia", ["Gruppo Rossi", "Gruppo Blu"]),
    ("Istituto comprensivo «I Gelsi»", "Primaria «Girotondo»", "primaria", ["2A", "3B", "5A"]),
    ("Istituto comprensivo «Lungoroggia»", "Primaria «Arcolaio»", "primaria", ["1C", "4A", "4B"]),
    ("Istituto comprensivo «Lungoroggia»", "Secondaria «La Navetta»", "secondaria", ["1D", "2D", "3A"]),
    ("Istituto comprensivo «I Gelsi»", "Primaria «Ca' dei Salici»", "primaria", ["3A"]),
]
OTHERS = [
    ("parish_group", ["Oratorio del Glicine", "Oratorio della Fontana", "Oratorio Tre Pini", "Oratorio del Ponte"]),
    ("association", ["Polisportiva La Rete", "Banca del Tempo «Ore Belle»", "Orti di Cascina Spola", "Cori e Colori"]),
    ("parents_group", ["Genitori in cerchio"]),
    ("service", ["Servizio Minori e Famiglia", "Spazio Neutro"]),
    ("operational_unit", ["Unità minori con disabilità", "Unità giustizia minorile", "Tavolo scuole «Connessioni»"]),
]


def build(world: World) -> None:
    """Founds the Casa and fills `world.organisations`, `world.accounts` and `world.places`."""
    db, founded = world.db, date(world.years()[0], 7, 1)
    with audit.told_of(moment(founded)):
        casa.found(db, name=NAME, municipality="Comune di Borgotelaio", partner="Compagnia dei Fili Intrecciati", kind="example",
                   email="marta@telaio.example", display_name="Marta", password=None)
        row = casa.casa(db)
        world.organisations |= {"municipality": row["municipality_id"], "partner": row["partner_id"]}
        _neighbours(world)
        world.accounts["Marta"] = 1
        for name, role, organisation in ACCOUNTS:
            world.accounts[name] = accounts.add(db, email=f"{name.lower()}@telaio.example", display_name=name, role=role,
                                                organisation_id=world.organisations[organisation], by=MACHINE)
        for year in world.years():
            calendar.open_year(db, school_year(year), by=MACHINE)
            calendar.add_closure(db, date(year + 1, 8, 1), date(year + 1, 8, 25), "La Casa riposa", by=MACHINE)
    for row in db.query("select first_on, last_on from closure"):
        world.closed.update(days(date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])))
    for name, capacity in PLACES:
        world.places[name] = insert(db, "insert into place (name, capacity) values (:name, :capacity)",
                                    name=name, capacity=capacity)
    db.conn.executemany("insert into neighbourhood (name) values (?)", [(name,) for name in NEIGHBOURHOODS])


def _neighbours(world: World) -> None:
    for institute, school, level, classes in SCHOOLS:
        for each in classes:
            name = f"{school}, {each}"
            world.organisations[name] = _organisation(world, "school", name, institute=institute, level=level)
    for kind, names in OTHERS:
        for name in names:
            world.organisations[name] = _organisation(world, kind, name)


def _organisation(world: World, kind: str, name: str, institute: str | None = None, level: str | None = None) -> int:
    return insert(
        world.db,
        """
        insert into organisation (kind, name, institute, school_level, municipality_name)
        values (:kind, :name, :institute, :level, 'Borgotelaio')
        """,
        kind=kind, name=name, institute=institute, level=level,
    )


def schools_for(world: World, age: int) -> list[int]:
    """The classes a child of that age could be in; none for the very small and the grown."""
    level = "infanzia" if 3 <= age <= 5 else "primaria" if 6 <= age <= 10 else "secondaria" if 11 <= age <= 13 else None
    return [world.organisations[f"{school}, {each}"] for _, school, of, classes in SCHOOLS if of == level for each in classes]

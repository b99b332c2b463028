"""What the working table of the example talks about, month by month: points, decisions, and who took on what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """A point of an agenda: about an activity by its plan's name, or else a subject with its title. `decided` is what came of
    it, `dissent` who thought otherwise, `fund` where its money comes from, `chart` the one it
    looks at, with its `definition`."""

    about: str
    minutes: int
    said: str
    decided: str = ""
    dissent: str = ""
    fund: str | None = None
    chart: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Talk:
    """A meeting: its points, and two things taken on (text, account or organisation, days to do it)."""

    points: tuple[Point, ...]
    taken_on: tuple[tuple[str, str, int], tuple[str, str, int]]


# July, August and January are without a meeting.
TALKS = {
    9: Talk((
        Point("Si riparte: iscrizioni e sale", 35,
              "Le iscrizioni si aprono il 15, per tutti lo stesso giorno.\nChi non trova posto a teatro entra in lista: si "
              "richiama dopo le prime tre settimane.",
              "Le iscrizioni si aprono per tutti lo stesso giorno, in sede e per telefono. Un posto su cinque si tiene per chi è "
              "segnalato dalle scuole e dal Servizio Minori e Famiglia fino alla fine di settembre."),
        Point("homework", 30, "Servono tre volontari a pomeriggio. La Banca del Tempo ne porta due fissi.",
              "Lo Spazio compiti apre il lunedì e il giovedì con almeno tre volontari; se mancano, si accolgono al massimo venti "
              "ragazzi."),
        Point("Varie", 10, "Le chiavi del cortile: una copia resta all'ingresso."),
    ), (("Raccogliere le disponibilità dei volontari per l'autunno", "Davide", 14),
        ("Portare il volantino con gli orari in tutte le classi", "Tavolo scuole «Connessioni»", 20))),
    10: Talk((
        Point("desk", 30, "Vengono in pochi, ma tornano: bollette e bonus. Qualcuno chiede un'ora più tarda.",
              "Lo sportello resta il lunedì ogni due settimane, dalle 17, fino a giugno.",
              dissent="Genitori in cerchio: chi lavora non arriva per le 17; si chiedeva di cominciare alle 18.30."),
        Point("talks", 25, "Prima sera: il sonno. Serve qualcuno che stia con i piccoli mentre i grandi parlano.",
              "Alle sere dei genitori due volontari stanno con i bambini nella Sala morbida."),
        Point("Festa di dicembre: chi fa che cosa", 30, "Gli oratori portano i tavoli, i cori aprono alle quattro."),
    ), (("Chiedere il permesso per la musica in cortile", "Marta", 21),
        ("Trovare due volontari per i piccoli, il giovedì sera", "partner", 15))),
    11: Talk((
        Point("theatre", 30,
              "Il gruppo è pieno. Ai più piccoli servono prove più corte: si prova a dividerli nell'ultima mezz'ora.",
              "Il laboratorio continua fino a giugno con due conduttori; nell'ultima mezz'ora i gruppi sono due.",
              fund="municipality"),
        Point("cooking", 25, "Le spese per gli ingredienti corrono più del previsto. Si compra al mercato, il venerdì.",
              "Per gli ingredienti si spendono al massimo 90 euro a incontro; lo scontrino si porta entro la settimana."),
        Point("Varie", 10, "La caldaia è stata controllata."),
    ), (("Mandare alle scuole le date delle prove aperte", "Davide", 16),
        ("Preparare l'elenco della spesa per i prossimi tre incontri", "Tommaso", 12))),
    12: Talk((
        Point("festival", 35, "Se piove si sta nella Sala grande, a turni. Il service viene la mattina presto.",
              "La festa si fa anche con la pioggia, in Sala grande e a turni di un'ora.", fund="partner"),
        Point("playgroup", 25, "Arrivano mamme nuove, mandate dal consultorio. Con venti bambini la Sala morbida è piena.",
              "Quando i bambini sono più di venti si apre anche la Sala grande, con un'educatrice in più."),
        Point("Calendario di gennaio", 15, "Si riapre dopo l'Epifania."),
    ), (("Scrivere il cartello per i giorni di chiusura", "Marta", 8),
        ("Portare i tavoli e riprenderli la sera", "Oratorio Tre Pini", 10))),
    2: Talk((
        Point("homework", 30,
              "Fine quadrimestre: arrivano in tanti, e tutti insieme. Le scuole chiedono un incontro con chi conduce.",
              "Una volta al mese chi conduce lo Spazio compiti incontra gli insegnanti delle classi coinvolte."),
        Point("football", 30, "Otto vie hanno già una squadra. Gli oratori offrono il campo nei fine settimana.",
              "Il torneo si gioca in cortile e sul campo dell'Oratorio del Ponte, con squadre miste.", fund="foundation"),
        Point("Varie", 10, "Mancano due armadietti: si chiedono al Comune."),
    ), (("Fissare con la scuola il primo incontro degli insegnanti", "Marta", 15),
        ("Dire quali fine settimana il campo è libero", "Oratorio del Ponte", 18))),
    3: Talk((
        Point("theatre", 30, "Lo spettacolo prende forma: due atti, mezz'ora. Le scene le fanno i ragazzi con Cori e Colori.",
              "Lo spettacolo si fa in cortile il primo sabato di giugno, gratis per tutti.",
              dissent="Cori e Colori: un'offerta libera all'ingresso avrebbe aiutato a pagare le scene.", fund="municipality"),
        Point("talks", 25, "Gli schermi hanno riempito la sala. Per aprile il gruppo chiede di parlare di soldi.",
              "Ad aprile si parla di soldi in casa, insieme allo Sportello."),
        Point("Varie", 10, "Il volantino si stampa anche in arabo e in ucraino."),
    ), (("Cercare chi presta luci e pedana per giugno", "Davide", 25),
        ("Cucire i costumi con le famiglie", "Cori e Colori", 40))),
    4: Talk((
        Point("cooking", 25, "Le ricette raccolte sono ventidue. Le famiglie vorrebbero farne un quaderno.",
              "Le ricette diventano un quaderno, stampato per la festa di giugno."),
        Point("football", 30, "Dodici squadre. Serve un arbitro per ogni campo e acqua per tutti.",
              "Si gioca la domenica pomeriggio; l'acqua la porta la Polisportiva."),
        Point("Varie", 10, "L'ascensore è di nuovo in funzione."),
    ), (("Chiedere tre preventivi per la stampa del quaderno", "Marta", 14),
        ("Trovare gli arbitri del torneo", "Polisportiva La Rete", 10))),
    5: Talk((
        Point("festival", 35, "Alla festa ogni gruppo mostra quello che ha fatto: teatro, ricette, torneo.",
              "La festa dell'estate chiude l'anno: comincia alle 15 e finisce alle 19.", fund="partner"),
        Point("playgroup", 25, "A luglio i piccolissimi chiedono di continuare. Le educatrici si danno il turno.",
              "I piccolissimi si trovano fino al 20 luglio, due mattine la settimana."),
        Point("Varie", 10, "Si riordina il deposito l'ultimo sabato del mese."),
    ), (("Scrivere ai volontari i turni della festa", "Davide", 12),
        ("Raccogliere le foto e i permessi per mostrarle", "Elena", 20))),
    6: Talk((
        Point("Com'è andato l'anno", 35, "Si legge insieme che cosa ha funzionato. Mancano i papà: ci si torna in autunno.",
              "Le attività di quest'anno si ripropongono tutte; a settembre si rivedono gli orari."),
        Point("homework", 25, "Chi è in terza ha chiesto aiuto per l'esame: due volontari restano fino al 20 giugno.",
              "Per chi ha l'esame l'Aula studio resta aperta fino al giorno della prova."),
        Point("Varie", 10, "Ad agosto la casa riposa."),
    ), (("Mettere in fila le spese dell'anno per i due bilanci", "Marta", 20),
        ("Sentire gli oratori per le settimane di luglio", "Davide", 9))),
}
# Two meetings look at a chart besides, and keep it in what they decide.
LOOKED_AT = {
    1: Point("Quante persone diverse raggiungiamo", 15,
             "Molti tornano, e questo è bene. Le facce nuove arrivano quasi tutte portate da un'amica: chi non conosce nessuno non "
             "sa che può entrare.",
             "L'invito alle attività aperte si scrive in sette lingue e lo portano a mano scuole e oratori. Fra qualche mese si "
             "guarda se sono arrivate famiglie nuove.",
             chart="unique_and_returning",
             definition="Persone diverse segnate per nome, ciascuna una volta al mese. «Era già venuto» vuol dire in un mese "
                        "precedente."),
    5: Point("Chi è venuto, mese per mese", 15,
             "Le scuole si vedono nei mesi delle visite, poi quasi più. Le famiglie dei bambini in visita tornano di rado da sole.",
             "Ogni classe che viene in visita porta a casa l'invito alla prima attività aperta del mese.",
             chart="by_month",
             definition="Ogni volta che qualcuno viene a un incontro conta uno. Le famiglie sono segnate per nome all'appello; "
                        "scuole, oratori e altri sono contati per teste, e le parti più chiare sono stime."),
}
REVIEWED = "Ha funzionato: nessuno se n'è lamentato. Si continua così."
ASKED = "Va bene trovarsi sempre il secondo martedì del mese?"

"""Names of many origins, put together by chance: nobody in the example Casa exists."""

from __future__ import annotations

# Given names, then family names; a household draws from one origin, now and then from two.
ORIGINS = [
    ("Amelia Bianca Caterina Chiara Diego Edoardo Filippo Ginevra Giulio Irene Lorenzo Luca Matilde Niccolò Pietro Sofia Viola",
     "Bellani Corti Dossena Ferrari Galimberti Lodi Moroni Orsi Pozzi Riva Sala Tosi"),
    ("Agata Alfio Carmela Ciro Concetta Gennaro Giuseppina Mattia Noemi Rosalia Salvatore Sharon",
     "Amato Caruso D'Angelo Esposito Greco La_Rocca Marino Russo"),
    ("Amina Bilal Fatima Hamza Khadija Malak Omar Rania Salma Yassine Youssef Zineb",
     "Bennani El_Idrissi Haddad Lahlou Ouali Tazi"),
    ("Abanoub Mariam Mina Nour Sherif Yara", "Boutros Girgis Hanna Mikhail"),
    ("Andreea Bogdan Cătălina Ioana Ștefan Vlad", "Dumitrescu Ionescu Pătrașcu Țurcanu"),
    ("Arbër Besa Dritan Elira Ledion Teuta", "Çela Gashi Hoxha Krasniqi"),
    ("Alejandra Camila Jhon Mateo Ñusta Sofía Valentina", "Cáceres Huamán Quispe Rodríguez Zambrano"),
    ("Bao Chen Jiayi Lin Mei Xiaoyu", "Hu Lin Wang Zhou"),
    ("Anh Đức Linh Minh Nguyễn Thảo", "Lê Phạm Trần Vũ"),
    ("Đorđe Jovana Miloš Snežana Željko", "Đorđević Marković Petrović Živković"),
    ("Aylin Deniz Emre Öykü Zeynep", "Özdemir Şahin Yılmaz"),
    ("Daryna Ivan Maksym Oksana Solomiia", "Kovalenko Melnyk Shevchuk"),
    ("Aminata Fatou Ibrahima Mamadou Ousmane", "Diop Fall Ndiaye Sow"),
    ("Arjun Harpreet Jasleen Meera Simran", "Gill Kaur Sandhu Sharma"),
    ("Angelica Jericho Maricel Reyna", "Dizon Magsaysay Villanueva"),
]
WEIGHTS = [34, 14, 12, 6, 6, 4, 6, 3, 2, 2, 2, 4, 3, 3, 3]


def origin(chance) -> tuple[list[str], list[str]]:
    """Given and family names of one origin."""
    given, family = chance.choices(ORIGINS, WEIGHTS)[0]
    return given.split(), [name.replace("_", " ") for name in family.split()]

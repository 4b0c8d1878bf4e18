"""Invented families and places of communities that no other case of ours uses, with what people call them.

Each row: community; the child's, sibling's, mother's, father's and another relative's name as registered;
the child's pet name; how the school writes the child's name wrongly. Orders of names are the community's own.
"""

from __future__ import annotations

FAMILIES: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    ("roma", "Esmeralda Lakatošová", "Dežider Lakatoš", "Margita Lakatošová", "Ondrej Lakatoš", "Štefan Horváth", "Esmi", "Esmerelda"),
    ("icelandic", "Birta Ragnarsdóttir", "Ísak Ragnarsson", "Þórdís Einarsdóttir", "Ragnar Hallgrímsson", "Guðrún Einarsdóttir", "Bibba", "Birtha"),
    ("eritrean", "Feruz Habtemichael", "Yonatan Habtemichael", "Mihret Ghebreyesus", "Habtemichael Okbay", "Senait Ghebreyesus", "Feru", "Ferus"),
    ("korean", "Seo-yeon Hwang", "Ji-hoon Hwang", "Min-kyung Bae", "Dong-wook Hwang", "Eun-ji Bae", "Yeonie", "Seoyeun"),
    ("hungarian", "Zsófia Keresztes", "Bendegúz Keresztes", "Katalin Bodnár", "Gergő Keresztes", "Ilona Bodnár", "Zsófi", "Zsofya"),
    ("spanish", "Itziar Echeverría Lozano", "Unai Echeverría Lozano", "Maite Lozano Pardo", "Gorka Echeverría Ruiz", "Begoña Pardo", "Itzi", "Itsiar"),
    ("sikh", "Simranjit Kaur Dhaliwal", "Gurfateh Singh Dhaliwal", "Parminder Kaur Dhaliwal", "Jaswinder Singh Dhaliwal", "Balbir Kaur Sidhu", "Simmi", "Simranjeet"),
    ("pashtun", "Spozhmai Wardak", "Zmaray Wardak", "Palwasha Stanekzai", "Baryalai Wardak", "Gulalai Stanekzai", "Spozhi", "Sposhmai"),
    ("hausa", "Halimatu Dantata", "Ibrahim Dantata", "Hauwa Gumel", "Aliyu Dantata", "Zulaihat Gumel", "Limo", "Halimato"),
    ("congolese", "Bénédicte Ilunga Mbuyi", "Exaucé Ilunga Mbuyi", "Clémentine Tshala", "Dieudonné Ilunga", "Célestine Tshala", "Béné", "Benedict"),
    ("filipino", "Maria Luzviminda Dimaculangan", "Jhon-Rey Dimaculangan", "Rosalinda Macaraeg", "Rogelio Dimaculangan", "Corazon Macaraeg", "Luzvi", "Luzveminda"),
    ("burmese", "Nan Hnin Phyu", "Sai Aung Min", "Daw Khin Thida", "U Kyaw Zaw", "Ma Ei Mon", "Hnin Hnin", "Hnin Pyu"),
    ("thai", "Kanokwan Suksawat", "Thanawat Suksawat", "Wilailak Suksawat", "Somchai Suksawat", "Ratchanee Boonmee", "Nok", "Kanogwan"),
    ("maltese", "Maria-Pia Zammit Tabone", "Luke Zammit Tabone", "Doris Tabone", "Ġużeppi Zammit", "Karmena Borg", "Pia", "Maria Peah"),
    ("georgian", "Nestan Javakhishvili", "Lasha Javakhishvili", "Ketevan Beridze", "Zurab Javakhishvili", "Tamta Beridze", "Nessi", "Nestann"),
    ("yiddish", "Frumie Rokeach", "Menachem Mendel Rokeach", "Chaya Sora Weissmandl", "Yoel Rokeach", "Gittel Weissmandl", "Frum", "Froomy"),
    ("zimbabwean", "Ruvarashe Chikowore", "Tinotenda Chikowore", "Sekai Marufu", "Farai Chikowore", "Chipo Marufu", "Ruva", "Ruvarashie"),
    ("cornish", "Demelza Penhaligon", "Jago Penhaligon", "Morwenna Trevanion", "Denzil Penhaligon", "Loveday Trevanion", "Dem", "Demelsa"),
    ("plain", "Tegan-Louise Braithwaite", "Kaiden Braithwaite", "Stacey Ollerenshaw", "Craig Braithwaite", "Maureen Ollerenshaw", "Teegs", "Teagan-Louise"),
    ("words", "Skye Winter Loveless", "Chance Loveless", "Cherry Goodchild", "Dean Loveless", "Ivy Goodchild", "Skyebug", "Sky"),
    ("words too", "Hope Barker", "Hunter Barker", "Crystal Moody", "Guy Barker", "Pearl Moody", "Hopey", "Hop"),
)  # fmt: skip
WORKERS: tuple[tuple[str, str, str], ...] = (
    ("Dr Oluwafunmilayo Akinsanya", "Paediatrician", "Dr"),
    ("Bronagh Mac Giolla Easpaig", "Social Worker", "Ms"),
    ("PC Torquil Abernethy", "Police Officer", "PC"),
    ("Sukhdeep Bahia", "Health Visitor", "Ms"),
    ("Philomena Castellanos", "Class Teacher", "Mrs"),
    ("Wolfgang Pfeiffer-Nkemelu", "Headteacher", "Mr"),
    ("Jean-Baptiste Ouedraogo", "Family Support Worker", "Mr"),
    ("Ffion Cadwaladr", "Independent Reviewing Officer", "Ms"),
    ("April Reader", "Housing Officer", "Miss"),
    ("Yevhenia Kovtun", "Interpreter", "Mrs"),
)
SCHOOLS: tuple[tuple[str, str], ...] = (
    ("Our Lady of the Wayside Catholic Primary School", "Our Lady of the Wayside"),
    ("Ravensthorpe Church of England Academy", "Ravensthorpe"),
    ("Ysgol Gynradd Pant-y-Celyn", "Pant-y-Celyn"),
    ("Gosling Brook Infant and Nursery School", "Gosling Brook"),
    ("The Quernmoor Free School", "Quernmoor"),
    ("Kestrel Rise Pupil Referral Unit", "Kestrel Rise"),
)
SURGERIES: tuple[tuple[str, str], ...] = (
    ("Drs Fothergill and Partners", "Fothergill"),
    ("Thistledown Medical Centre", "Thistledown"),
    ("Wharfside Surgery", "Wharfside"),
)
HOMES: tuple[tuple[str, str, str], ...] = (
    ("Flat 3b, 117 Cemetery Approach, Netherby ZZ99 4QQ", "Cemetery Approach", "zz994qq"),
    ("8 Cwrt y Felin, Llanfechan ZZ99 6WL", "Cwrt y Felin", "ZZ99 6WL"),
    ("Apartment 12, Jubilee Wharf, Saltmarsh Lane, Ebberton ZZ99 2RF", "Jubilee Wharf", "ZZ992RF"),
    ("The Old Toll House, Slaughter Hill, Upper Wenning ZZ99 1AA", "Old Toll House", "ZZ99 1AA"),
    ("46 Pottergate Street, Hexwick ZZ99 8TT", "Pottergate Street", "zz99 8tt"),
)
# People nobody registered: what stands before the name, the name.
STRANGERS: tuple[tuple[str, str], ...] = (
    ("Mrs ", "Gwendoline Oakeshott"), ("", "Shanice"), ("Dr ", "Ramachandran"), ("Auntie ", "Folake"), ("", "Callum McAvoy"),
    ("DC ", "Threlfall"), ("", "Marzena Kowalik"), ("Nurse ", "Adeyinka"), ("", "Jaydon"), ("Mr ", "Petrosyan"), ("", "Siobhan"),
    ("Sgt ", "Uttley"), ("", "Tyreece Boothroyd"), ("Miss ", "Kallicharran"), ("", "Lorraine"), ("Imam ", "Suleman"),
)  # fmt: skip
TOWNS = (
    "Netherthong",
    "Llanrwst",
    "Grimethorpe",
    "Ballymena",
    "Kirkcaldy",
    "Oswaldtwistle",
    "Tywyn",
    "Dunstable",
)

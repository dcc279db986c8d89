"""The catalogue with 830, 8,300 and 83,000 courses: CPU of web and database together for a list and for a search.

Lists are filtered, sorted and paged; searches are common, rare, in Hindi, in Hindi with Latin letters, and mistyped. Few
requests of a round are the same, and no answer is kept for another. But searches are made of the same words, as people's
are, and a process remembers what a word hits until something is published (decision 0014): `cpu_ms_search_anew` is a
search that begins there, with everything given up right before it, the places of all entries included.
`exponent_courses`: the
slope of CPU over the number of courses, both as logarithms; 1 would be in proportion.
"""

import http.client
import json
import math
import random
import statistics
from collections.abc import Callable
from urllib.parse import urlencode

from bench._measure import Figure, cpu_ms_each, manage, site, write
from bench._people import SignedIn, load, sign_in

SIZES = (830, 8_300, 83_000)
TOPICS = (
    ("Noting and Drafting", "टिप्पण और प्रारूपण"), ("Right to Information", "सूचना का अधिकार"),
    ("Leave Rules", "अवकाश नियम"), ("Conduct Rules", "आचरण नियम"), ("Public Procurement", "सार्वजनिक खरीद"),
    ("Preventive Vigilance", "निवारक सतर्कता"), ("Office Procedure", "कार्यालय पद्धति"), ("Cyber Hygiene", "साइबर स्वच्छता"),
    ("Parliamentary Questions", "संसदीय प्रश्न"), ("Grievance Redress", "शिकायत निवारण"), ("Budget Formulation", "बजट निर्माण"),
    ("Internal Audit", "आंतरिक लेखापरीक्षा"), ("Contract Management", "संविदा प्रबंधन"), ("Pension Settlement", "पेंशन निपटान"),
    ("Pay Fixation", "वेतन निर्धारण"), ("Reservation Rosters", "आरक्षण रोस्टर"),
    ("Disciplinary Proceedings", "अनुशासनिक कार्यवाही"),
    ("Records Management", "अभिलेख प्रबंधन"), ("Data Protection", "डेटा संरक्षण"), ("Disaster Response", "आपदा प्रतिक्रिया"),
    ("Watershed Development", "जलागम विकास"), ("Immunisation Supply", "टीकाकरण आपूर्ति"), ("Land Records", "भूमि अभिलेख"),
    ("School Inspection", "विद्यालय निरीक्षण"), ("Railway Signalling", "रेल संकेतन"), ("Postal Savings", "डाक बचत"),
    ("Customs Valuation", "सीमा शुल्क मूल्यांकन"), ("Goods and Services Tax", "वस्तु एवं सेवा कर"), ("Forest Clearance", "वन मंजूरी"),
    ("Urban Transport", "शहरी परिवहन"), ("Rural Roads", "ग्रामीण सड़कें"), ("Gender Budgeting", "जेंडर बजटिंग"),
)  # fmt: skip
ASPECTS = (
    "the Essentials", "Cases and Decisions", "a Refresher", "from File to Order", "Common Mistakes", "Roles and Duties",
    "the Law in Plain Words", "Working Examples", "Forms and Registers", "for Reporting Officers", "Online Procedure",
    "Questions of Jurisdiction", "Appeals and Revisions", "Time Limits", "Inspection and Follow-up",
)  # fmt: skip
AUDIENCES = (
    "Section Officers", "Under Secretaries", "Inspectors", "District Collectors", "Block Officers", "Accounts Officers",
    "New Entrants", "Medical Officers", "Station Masters", "Postmasters", "Principals", "Engineers", "Tehsildars",
    "Nodal Officers", "Vigilance Officers", "Drawing and Disbursing Officers", "Panchayat Secretaries", "Auditors",
)  # fmt: skip
PLACES = (
    "Assam", "Bihar", "Goa", "Gujarat", "Haryana", "Karnataka", "Kerala", "Ladakh", "Manipur", "Meghalaya", "Mizoram",
    "Nagaland", "Odisha", "Punjab", "Rajasthan", "Sikkim", "Telangana", "Tripura", "Uttarakhand", "Jharkhand", "Delhi",
)  # fmt: skip
SEARCHES = (
    "{topic}", "{half}", "{audience} {half}", "{place} {topic}", "{hindi}", "{hindi_half}", "{typo}", "rules", "officers",
    "suchna ka adhikar", "RTI {place}", "chutti", "karmchari {place}", "prashasan", "{topic} {place} {audience}",
)  # fmt: skip
LISTS = (
    {}, {"area": "functional"}, {"language": "hi"}, {"level": "3"}, {"time": "60"}, {"area": "domain", "language": "hi"},
    {"level": ["2", "3"], "time": "180"}, {"mine": "1"}, {"sort": "shortest"}, {"sort": "shortest", "level": "4"},
)  # fmt: skip


def fill(to: int) -> None:
    """Synthetic courses by SQL until there are so many; then the search is written by its command."""
    from django.db import connections

    random.seed(to)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM courses_offering WHERE published_version_id IS NOT NULL AND state = 'live'"
        )
        missing = to - cursor.fetchone()[0]
        cursor.execute(
            "SELECT array_agg(id) FROM institutions_organisation WHERE kind IN ('institute', 'provider', 'ministry')"
        )
        owners = cursor.fetchone()[0]
        cursor.execute("SELECT array_agg(id) FROM competencies_competency WHERE kind = 'sub_theme'")
        competencies = cursor.fetchone()[0]
        rows = [_course(f"bench-{to}-{number}", owners, competencies) for number in range(missing)]
        cursor.execute(
            """
            CREATE TEMP TABLE made AS SELECT * FROM json_to_recordset(%s) AS r(code text, owner_id int, title text,
                title_hi text, summary text, minutes int, is_hindi bool, competency_id int, level int, at int);
            INSERT INTO courses_offering (uuid, kind, owner_id, code, title, title_hi, visibility, state, created_at)
                SELECT gen_random_uuid(), 'course', owner_id, code, title, title_hi, 'national', 'live', now() FROM made;
            INSERT INTO courses_courseversion (uuid, offering_id, owner_id, number, state, is_published, is_national, title,
                title_hi, summary, summary_hi, outcomes, outcomes_hi, languages, minutes, completion_rule, created_at,
                changed_at, published_at)
                SELECT gen_random_uuid(), o.id, o.owner_id, 1, 'draft', false, true, o.title, o.title_hi, m.summary, '',
                    '{}', '{}', CASE WHEN is_hindi THEN '{en,hi}'::text[] ELSE '{en}' END, minutes, '{}', now(), now(),
                    timestamptz '2020-01-01' + at * interval '37 seconds'
                FROM made m JOIN courses_offering o USING (code);
            INSERT INTO courses_versioncompetency (version_id, owner_id, is_published, is_national, competency_id, level)
                SELECT v.id, v.owner_id, false, true, m.competency_id, m.level
                FROM made m JOIN courses_offering o USING (code) JOIN courses_courseversion v ON v.offering_id = o.id;
            UPDATE courses_versioncompetency c SET is_published = true FROM made m JOIN courses_offering o USING (code)
                JOIN courses_courseversion v ON v.offering_id = o.id WHERE c.version_id = v.id;
            UPDATE courses_courseversion v SET state = 'published', is_published = true
                FROM made m JOIN courses_offering o USING (code) WHERE v.offering_id = o.id;
            UPDATE courses_offering o SET published_version_id = v.id
                FROM courses_courseversion v, made m WHERE v.offering_id = o.id AND o.code = m.code;
            DROP TABLE made
            """,
            [json.dumps(rows)],
        )
    manage("rewrite_search")
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE courses_nationalsearchentry, courses_nationalsearchword, courses_offering")


def _course(code: str, owners: list[int], competencies: list[int]) -> dict[str, object]:
    topic, hindi = random.choice(TOPICS)
    words = [topic, random.choice((": ", " - ")), random.choice(ASPECTS)]
    if random.random() < 0.7:
        words += [" for ", random.choice(AUDIENCES)]
    if random.random() < 0.5:
        words += [", ", random.choice(PLACES)]
    return {
        "code": code, "owner_id": random.choice(owners), "title": "".join(words)[:200],
        "title_hi": hindi if (is_hindi := random.random() < 0.4) else "", "is_hindi": is_hindi,
        "summary": f"How {random.choice(AUDIENCES).lower()} apply {topic.lower()}: {random.choice(ASPECTS).lower()}.",
        "minutes": random.choice((15, 25, 40, 55, 90, 150, 240)), "competency_id": random.choice(competencies),
        "level": random.randint(1, 5), "at": random.randrange(5_000_000),
    }  # fmt: skip


def searched(number: int) -> str:
    chance = random.Random(number)
    topic, hindi = chance.choice(TOPICS)
    word = max(topic.split(), key=len).lower()
    place = chance.randrange(2, len(word) - 2)
    words = SEARCHES[number % len(SEARCHES)].format(
        topic=topic, half=topic.split()[0], hindi=hindi, hindi_half=hindi.split()[0], typo=word[:place] + word[place + 1 :],
        place=chance.choice(PLACES), audience=chance.choice(AUDIENCES).split()[0],
    )  # fmt: skip
    return urlencode({"q": words})


def listed(number: int) -> str:
    """Filters, and a provider or competency in every other one, so that few requests are alike."""
    chosen: dict[str, object] = {**LISTS[number % len(LISTS)]}
    if number % 3:
        chosen["time"] = random.Random(number).sample(("30", "60", "180", "more"), 1 + number % 4)
    return urlencode(chosen, doseq=True)


def visitor(host: str, port: int, learner: SignedIn, query: Callable[[int], str]) -> Callable[[int], None]:
    connection = http.client.HTTPConnection(host, port)
    headers = {"Host": f"localhost:{port}", "Cookie": learner.cookie}

    def get(number: int) -> None:
        path = f"/courses/?{query(number)}"
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}: {body[:300]!r}")

    return get


def measured(host: str, port: int, learner: SignedIn, query: Callable[[int], str]) -> list[float]:
    get = visitor(host, port, learner, query)
    for number in range(60):
        get(10_000 + number)
    return cpu_ms_each(get)


def measured_anew(host: str, port: int, learner: SignedIn) -> list[float]:
    """The first search after a publication, by whichever process it meets."""
    from core.kept import give_up
    from courses.catalogue.queries.national import CATALOGUE

    get = visitor(host, port, learner, searched)

    def get_anew(number: int) -> None:
        give_up(CATALOGUE)
        get(number)

    get_anew(20_000)
    return cpu_ms_each(get_anew, rounds=3, each=15)


def exponent(by_size: dict[int, list[float]]) -> list[float]:
    """The least-squares slope over the sizes, one for each round."""
    slopes = []
    for values in zip(*by_size.values(), strict=True):
        x, y = [math.log(size) for size in by_size], [math.log(value) for value in values]
        slopes.append(statistics.linear_regression(x, y).slope)
    return slopes


def main() -> None:
    scale = load()
    learner = sign_in("asha")
    lists: dict[int, list[float]] = {}
    searches: dict[int, list[float]] = {}
    anew: dict[int, list[float]] = {}
    for size in SIZES:
        fill(size)
        with site() as (host, port):
            lists[size] = measured(host, port, learner, listed)
            searches[size] = measured(host, port, learner, searched)
            anew[size] = measured_anew(host, port, learner)
        print(size, statistics.median(lists[size]), statistics.median(searches[size]), flush=True)
    figures = {
        f"cpu_ms_{name}_{size}": Figure(by_size[size], "ms")
        for name, by_size in (("list", lists), ("search", searches), ("search_anew", anew))
        for size in SIZES
    }
    write(
        "catalogue",
        scale | {"courses": list(SIZES), "requests_a_round": 200, "rounds": 5, "connections": 1},
        {
            "cpu_ms": Figure([*lists[SIZES[-1]], *searches[SIZES[-1]]], "ms"),
            "exponent_courses": Figure([*exponent(lists), *exponent(searches)], "count"),
            **figures,
        },
    )


if __name__ == "__main__":
    main()

"""One certificate as PDF: CPU of drawing it, in both languages and tagged, with the compiler and its fonts kept.

Every certificate differs in name, number and score; the first of the process, which reads the fonts, is not counted.
"""

import os
import time
from datetime import UTC, datetime

from bench._measure import Figure, write

EACH, ROUNDS = 40, 5
NAMES = [
    ("Asha Verma", "आशा वर्मा"),
    ("Venkatasubrahmanyam Iyer", "वेंकटसुब्रह्मण्यम् अय्यर"),
    ("Farah Siddiqui", "फ़राह सिद्दीकी"),
]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karmayogi.settings")
    import django

    django.setup()
    from courses.certificates import document

    kilobytes = len(document.draw(certificate(0))) / 1000
    values, typeset = [], []
    for number in range(ROUNDS):
        some = [certificate(1 + number * EACH + place) for place in range(EACH)]
        before = time.process_time()
        for one in some:
            document.draw(one)
        values.append((time.process_time() - before) * 1000 / EACH)
        some = [certificate(10_000 + number * EACH + place) for place in range(EACH)]
        before = time.process_time()
        for one in some:
            document.typeset(one)
        typeset.append((time.process_time() - before) * 1000 / EACH)
    write(
        "certificate",
        {"certificates_a_round": EACH, "rounds": ROUNDS},
        {"ms_each": Figure(values, "ms"), "of_it_typeset_ms": Figure(typeset, "ms"), "kb": Figure([kilobytes], "KB")},
    )


def certificate(number: int):  # type: ignore[no-untyped-def]
    from courses.certificates.models import Certificate
    from courses.certificates.rules import BANDS, Content, Shown, number_of

    name, name_hi = NAMES[number % len(NAMES)]
    moment = datetime(2026, 11, 22, 4, tzinfo=UTC)
    content = Content(
        name=name, name_hi=name_hi, post="Section Officer", post_hi="अनुभाग अधिकारी",
        organisation="Central Board of Direct Taxes", organisation_hi="केंद्रीय प्रत्यक्ष कर बोर्ड",
        course=f"Noting and Drafting on e-Office, part {number}", course_hi=f"ई-ऑफिस पर टिप्पण और प्रारूपण, भाग {number}",
        version=4, minutes=130 + number, grade="B", band=BANDS[number % len(BANDS)], completed_on=moment.date(),
        competencies=(Shown("Noting and Drafting", "टिप्पण और प्रारूपण", "Office", "कार्यालय", "functional", 3),),
        provider="Institute of Secretariat Training and Management",
        provider_hi="सचिवालय प्रशिक्षण एवं प्रबंध संस्थान",
    )  # fmt: skip
    return Certificate(number=number_of(number * 7_919_117), content=content.as_json(), issued_at=moment)


if __name__ == "__main__":
    main()

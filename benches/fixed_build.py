"""Writes a briefing that is always the same, for counting what a build of it takes.

    python3 benches/fixed_build.py FOLDER

120 reports in English of some 500 words, 40 companies and 20 officials that they name, and for each report
four notes, a claim and a quotation that another report prints with other words.
"""

import pathlib
import random
import sys

ACTORS = ["the ministry", "port officials", "union leaders", "two banks", "the regulator", "engineers", "a court"]
VERBS = ["approved", "rejected", "reviewed", "delayed", "published", "questioned", "signed", "cancelled"]
THINGS = ["the licence", "a draft contract", "the safety report", "its forecast", "an appeal", "the pipeline plan"]
WHEN = ["on Monday", "in late March", "after two weeks of talks", "before the vote", "last year", "in the spring"]
FIRST = ["Ann", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Hugo", "Irene", "Jonas"]
LAST = ["Abel", "Brandt", "Castell", "Dorn", "Ewing", "Falk", "Grant", "Holm", "Iversen", "Jansen"]
PLACES = ["Harbour", "Northern", "Silver", "Union", "Cedar", "Granite", "Lakeside", "Orchard"]
TRADES = ["Rail", "Optics", "Storage", "Steel", "Water"]


def sentence(rng, companies):
    number = rng.randint(3, 9000)
    return rng.choice([
        f"{rng.choice(ACTORS).capitalize()} {rng.choice(VERBS)} {rng.choice(THINGS)} {rng.choice(WHEN)}, "
        f"though {rng.choice(ACTORS)} had not {rng.choice(VERBS)} it.",
        f"{rng.choice(companies)} employs about {number} people and has never {rng.choice(VERBS)} {rng.choice(THINGS)}.",
        f"Of {number} shares, {rng.choice(companies)} sold {rng.randint(2, 90)} percent {rng.choice(WHEN)}.",
        f"If {rng.choice(ACTORS)} {rng.choice(VERBS)} {rng.choice(THINGS)}, {rng.choice(companies)} could lose "
        f"{rng.randint(2, 90)} million dollars.",
    ])


def main(folder):
    rng = random.Random(7)
    content = pathlib.Path(folder) / "content"
    for name in ["articles", "annotations", "entities", "officials"]:
        (content / name).mkdir(parents=True)
    (pathlib.Path(folder) / "sidenote.yaml").write_text(
        "title: A fixed briefing\nbase_url: https://example.org/fixed/\nrights: full\n")
    (content / "index.md").write_text("A briefing that is always the same.\n")
    companies = [f"{place} {trade}" for place in PLACES for trade in TRADES]
    officials = [f"{first} {last}" for first in FIRST for last in LAST[:2]]
    for folder_name, names in [("entities", companies), ("officials", officials)]:
        for name in names:
            slug = name.lower().replace(" ", "-")
            extra = f"role: Speaker\nshort: [{name.split()[-1]}]\n" if folder_name == "officials" else "kind: company\n"
            (content / folder_name / f"{slug}.md").write_text(f"---\nname: {name}\n{extra}---\n\nNamed in reports.\n")
    said = {}
    for number in range(120):
        paragraphs = [[sentence(rng, companies) for _ in range(4)] for _ in range(7)]
        speaker = officials[number // 2 % len(officials)]
        words = said.setdefault(number // 2, f"We will not sign {rng.choice(THINGS)} unless {rng.choice(ACTORS)} agree, "
                                f"and {rng.randint(20, 900)} jobs depend on it")
        printed = words.replace("unless", "until") if number % 2 else words
        quote = f"“{printed},” {speaker} said {rng.choice(WHEN)}."
        body = "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        (content / "articles" / f"r{number:03}.md").write_text(
            f"---\ntitle: Report {number}\npublisher: Paper {number % 9}\npublished: {day}\nlanguage: en\n---\n\n"
            f"{quote}\n\n{body}\n")
        notes = []
        for index in range(4):
            text = paragraphs[index + 1][0]
            kind = ["context", "note", "question", "context"][index]
            notes.append(f"## On {number} {index} {{.{kind}}}\n\n> {text}\n> — [[r{number:03}]]\n\nSee [[{companies[number % 40].lower().replace(' ', '-')}]].\n")
        if number % 2:
            before = said[number // 2]
            notes.append(f"## Said {number} {{.quote by={speaker.lower().replace(' ', '-')}}}\n\n"
                         f"> {before}\n> — [[r{number - 1:03}]]\n\n> {printed}\n> — [[r{number:03}]]\n")
        (content / "annotations" / f"r{number:03}.md").write_text("\n".join(notes))


main(sys.argv[1])

"""The house itself: what imports don't show, and the figures of the house, printed and held."""
import ast
import re
from pathlib import Path
from statistics import median, quantiles

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "chalandise"
# From the ground up; the same order as chalandise/__init__.py and pyproject.toml.
FLOORS = [["foundation"], ["people"], ["territory"], ["shops", "commons"], ["seasons", "catalogue"], ["diagnostics", "funding"], ["mentoring"],
          ["actions"], ["impact"], ["whitepaper"]]
FLOOR_OF = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
FURNITURE = {"__init__", "models", "rules", "queries", "mails", "operations", "tasks", "documents", "data", "admin", "apps",
             "migrations", "templates", "locale", "templatetags", "static"}
ROOMS = [room for rooms in FLOORS[1:] for room in rooms]


def sources(*folders):
    return [p for f in folders for p in sorted((ROOT / f).rglob("*.py"))
            if "migrations" not in p.parts and p.read_text(encoding="utf-8").strip()]


def templates():
    return sorted(p for p in HOUSE.rglob("templates/**/*") if p.suffix in (".html", ".txt", ".md"))


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            has_doc = ast.get_docstring(node) is not None
            start = node.body[1].lineno if has_doc and len(node.body) > 1 else node.lineno
            yield node, (node.end_lineno or start) - start + 1


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def p90(values):
    return quantiles(values, n=10)[-1] if len(values) > 1 else values[0]


def ours():
    return [m for m in apps.get_models() if m.__module__.startswith("chalandise.")]


def test_no_foreign_key_climbs_to_a_higher_floor():
    climbing = [f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
                for model in ours() for field in model._meta.get_fields()
                if field.is_relation and field.concrete and field.related_model._meta.app_label in FLOOR_OF
                and FLOOR_OF[field.related_model._meta.app_label] > FLOOR_OF[model._meta.app_label]]
    assert climbing == []


def test_no_signal_receiver_listens_to_our_own_records():
    listening = [str(p.relative_to(ROOT)) for p in sources("chalandise")
                 if re.search(r"@receiver\(|\.connect\(", p.read_text()) and "foundation" not in p.parts]
    assert listening == []


def test_a_room_holds_only_the_agreed_furniture():
    strange = [str(p.relative_to(ROOT)) for room in ROOMS for p in (HOUSE / room).iterdir()
               if p.stem not in FURNITURE and p.name != "__pycache__"]
    assert strange == []


def test_no_template_of_an_audience_includes_another_audience():
    audiences = {p.name for p in (HOUSE / "web").iterdir() if p.is_dir()} - {"shell", "__pycache__"}
    crossing = []
    for path in templates():
        if "web" not in path.parts:
            continue
        mine = path.parts[path.parts.index("web") + 1]
        for target in re.findall(r'{%\s*(?:include|extends)\s+"([a-z]+)/', path.read_text()):
            if target in audiences and target != mine:
                crossing.append(f"{path.relative_to(ROOT)} → {target}")
    assert crossing == []


def test_every_template_is_used():
    code = "\n".join(p.read_text(encoding="utf-8") for p in [*sources("chalandise", "config"), *templates(),
                                                             *HOUSE.rglob("templates/**/*.typ")])
    known = {"account", "mfa", "allauth"}  # overrides of a library, found by its own names
    unused = []
    for path in templates():
        name = str(path).split("/templates/", 1)[1]
        if name.split("/")[0] in known or name.startswith("django/"):
            continue
        stem = name.removesuffix(".md")
        if name not in code and stem not in code and f'{Path(stem).name}"' not in code:
            unused.append(name)
    assert unused == []


def test_no_page_writes_style_or_script_inline():
    inline = [str(p.relative_to(ROOT)) for p in templates()
              if "foundation/mail" not in str(p) and re.search(r"\sstyle=\"|<style>|<script>|\son[a-z]+=\"", p.read_text())]
    assert inline == []


def test_the_trade_never_asks_the_system_clock():
    allowed = {"chalandise/foundation/clock.py", "chalandise/people/operations.py", "chalandise/people/queries.py",
               "chalandise/people/models.py"}
    asking = [str(p.relative_to(ROOT)) for p in sources("chalandise")
              if re.search(r"timezone\.now\(\)|date\.today\(\)|datetime\.now\(", p.read_text())
              and str(p.relative_to(ROOT)) not in allowed and "foundation" not in p.parts and "console" not in p.parts
              and "people" not in p.parts]
    assert asking == []


def test_each_module_has_its_test():
    """tests/ mirrors chalandise/: an operations, queries, rules, computing or foundation module without a twin is listed."""
    wanted = []
    for path in sources("chalandise"):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        if parts[0] in ("computing", "foundation") and len(parts) == 2 and parts[1] not in ("__init__", "apps", "models"):
            wanted.append((parts, [ROOT / "tests" / parts[0] / f"test_{parts[1]}.py"]))
        elif len(parts) >= 2 and parts[1] in ("operations", "queries", "rules", "tasks", "documents") and parts[-1] != "__init__":
            folder = ROOT / "tests" / Path(*parts[:-1])
            wanted.append((parts, [folder / f"test_{parts[-1]}.py", ROOT / "tests" / parts[0] / f"test_{parts[-1]}.py",
                                   ROOT / "tests" / parts[0]]))
    missing = [".".join(parts) for parts, twins in wanted if not any(t.exists() for t in twins)]
    assert missing == []


def test_the_package_says_the_same_floors_as_the_linter():
    import tomllib
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
    drawn = [line.strip() for line in (HOUSE / "__init__.py").read_text().splitlines() if line.startswith("    ")]

    def flat(rows):
        return [{name.strip(" ()") for name in row.split("|")} for row in rows]
    assert flat(contract) == flat(drawn)


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/glossary.md", "docs/floors.md"])
def test_the_house_has_its_papers(name):
    assert (ROOT / name).exists()


def test_no_machine_path_and_no_registry_stands_in_the_repository():
    import subprocess
    found = subprocess.run(["git", "grep", "-nIE", r"(^|[^A-Za-z0-9_.])/(work|farm|root)/|https?://[^ \"]+/(simple|packages)/|\"resolved\": *\"http|index-url=",
                            "--", ".", ":!tests/test_house.py"], cwd=ROOT, capture_output=True, text=True).stdout
    assert found == ""


def test_files_functions_and_templates_keep_their_size(capsys):
    """Ratchets of house.md: file p90 ≤ 250, none over 500; function p90 ≤ 25, none over 60; template p90 ≤ 80."""
    code = {p: lines(p) for p in sources("chalandise")}
    tests = {p: lines(p) for p in sources("tests", "bench")}
    lengths = [(size, f"{p.relative_to(ROOT)}:{node.name}") for p in code for node, size in functions(p)]
    pages = {p: lines(p) for p in templates()}
    sizes = [n for n, _ in lengths]
    with capsys.disabled():
        print("\n  figures of the house (median / 90th percentile / longest)")
        for what, values in (("files", list(code.values())), ("functions", sizes), ("templates", list(pages.values()))):
            print(f"    {what:10} {len(values):5}   {median(values):.0f} / {p90(values):.0f} / {max(values)}")
        print(f"    tests ÷ code {sum(tests.values()) / sum(code.values()):.2f}; {sum(code.values())} lines of code")
    assert [str(p.relative_to(ROOT)) for p, n in code.items() if n > 500] == []
    assert [str(p.relative_to(ROOT)) for p, n in tests.items() if n > 600] == []
    assert [where for n, where in lengths if n > 60] == []
    assert p90(list(code.values())) <= 250
    assert p90(sizes) <= 25
    assert p90(list(pages.values())) <= 80


def test_no_function_takes_more_than_six_positional_parameters():
    piles = [f"{p.relative_to(ROOT)}:{node.name}" for p in sources("chalandise") for node, _ in functions(p)
             if len(node.args.args) > 6]
    assert piles == []

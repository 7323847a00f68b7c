"""Plan of visits: seconds of CPU and proof for a season, for a town of 200 pairings, and for moving one visit."""
import random
import time

from chalandise.computing.slots import Mentor, Problem, Shop, Visit, broken, move, solve

DAY, DAYS = 96, 90


def half(day, afternoon):
    return (day * DAY + 56, day * DAY + 72) if afternoon else (day * DAY + 36, day * DAY + 48)


def season(pairings, mentors, seed=4):
    """Return an invented season: three windows of 25 days, a third of the half days free, shops closed twice a week."""
    chance = random.Random(seed)
    people = []
    for key in range(mentors):
        week = [(d, h) for d in range(6) for h in (0, 1) if chance.random() < 0.3] or [(1, 0)]
        people.append(Mentor(key, tuple(half(d, h) for d in range(DAYS) for w, h in week if d % 7 == w),
                             tuple(half(d, h) for d in range(DAYS) for w, h in week[:1] if d % 7 == w)))
    shops = []
    for key in range(pairings):
        closed = {6, chance.choice([0, 1])}
        days = [d for d in range(DAYS) if d % 7 not in closed]
        rush = [(d * DAY + 46, d * DAY + 56) for d in days] + [(d * DAY + 36, d * DAY + 76) for d in days if d % 7 == 5]
        shops.append(Shop(key, tuple((d * DAY + 38, d * DAY + 76) for d in days), tuple(rush),
                          tuple((d * DAY + 56, d * DAY + 62) for d in days), chance.randint(0, 3000)))
    visits = tuple(Visit(3 * k + n, k, n + 1, k % mentors, k, ((14 + n * 21) * DAY, (14 + n * 21 + 25) * DAY), 4)
                   for k in range(pairings) for n in range(3))
    return Problem(visits, tuple(people), tuple(shops), DAY, holidays=frozenset({20, 35}))


def run():
    """Print CPU seconds (other people share the machine), what the plan reaches, and whether it is proven."""
    import ortools.sat.python.cp_model  # noqa: F401  (its import is not what is measured)
    print(f"{'pairings':>9}{'mentors':>9}{'visits':>8}{'CPU s':>8}{'proven':>8}{'left out':>10}{'broken':>8}{'liked':>7}{'spread':>8}{'move: CPU s':>13}{'shifts':>8}  goal: proven, nothing broken, 5 CPU-s a season of 20")
    for pairings, mentors in ((20, 14), (20, 10), (200, 120)):
        problem = season(pairings, mentors)
        start = time.process_time()
        plan = solve(problem)
        spent, start = time.process_time() - start, time.process_time()
        moved = move(plan, next(iter(plan.starts)))
        again = time.process_time() - start
        print(f"{pairings:>9}{mentors:>9}{len(problem.visits):>8}{spent:>8.2f}{plan.proven!s:>8}{len(plan.unplanned):>10}"
              f"{len(broken(problem, plan.starts)):>8}{plan.liking:>7}{plan.spread:>8}{again:>13.2f}{len(moved[1]) if moved else 0:>8}"
              f"  {'PASS' if plan.proven and not broken(problem, plan.starts) and spent <= 5 * pairings / 20 else 'FAIL'}")

"""Read what the French companies' register answers ("recherche d'entreprises", a search by SIREN)."""
from chalandise.catalogue.models import CompanyCheck

S = CompanyCheck.Status


def read_answer(answer, siren):
    """Return (status, note) of a company in an answer of the register.

    Parameters
    ----------
    answer : dict
        {"results": [{"siren", "nom_complet", "etat_administratif": "A" | "C", "date_fermeture"}, …]}.
    siren : str
        Nine digits.

    Raises
    ------
    ValueError
        It is not an answer of this register: nothing is learnt from it.
    """
    rows = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no results in the answer of the register")
    row = next((r for r in rows if isinstance(r, dict) and r.get("siren") == siren), None)
    if row is None:
        return S.UNKNOWN, ""
    name = str(row.get("nom_complet") or "")[:120]
    if row.get("etat_administratif") == "C":
        return S.CEASED, f"{name}, {row['date_fermeture']}" if row.get("date_fermeture") else name
    if row.get("etat_administratif") == "A":
        return S.ACTIVE, name
    return S.UNKNOWN, name

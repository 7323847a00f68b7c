"""Who may do what: small predicates over roles."""
from chalandise.people.models import Role

K, S = Role.Kind, Role.Scope

# A role's natural scope; granting another one is a mistake of ours.
SCOPE_OF = {K.OPERATOR: S.PLATFORM, K.ADMIN: S.TERRITORY, K.REFERENT: S.SEASON, K.MENTOR: S.SEASON, K.MERCHANT: S.SHOP,
            K.PARTNER: S.SEASON, K.COMMITTEE: S.SEASON, K.PROVIDER: S.ORGANISATION, K.COMPANION: S.SHOP}
TEAM = (K.ADMIN, K.REFERENT)  # who may be invited as a colleague

"""Words that say nothing of what is sought: those that join (never indexed) and those that ask (they count for little)."""

_JOINING = """
a afin ai ainsi alors apres as au aucun aura aussi autre autres aux avec avez avoir avons ayant car ce ceci cela celle celles celui
ces cet cette ceux chaque chez ci comme d dans de depuis des doit donc dont du durant elle elles en encore entre es est et etait
etant etaient ete etes etre eu eux fait faut hors ici il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme memes mes moi
moins mon n ne ni nos notre nous on ont or ou par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi puis qu quand que
qui quoi s sa sans se selon sera ses si soi soit son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers via
vos votre vous y afin deja doivent etc hui aujourd cet afin ca
an and are at be been but by can for from has have he her his how i if in into is it its me my not of on or our she so that the their
them then there these they this to was we were what when where which who why will with you your
"""

_ASKING = """
comment quel quelle quels quelles combien lequel cherche chercher recherche rechercher trouver trouve trouvez besoin veux voudrais vouloir souhaite
aimerais puis pouvoir pouvez savoir connaitre faire fais ferai existe obtenir mettre prendre avoir utiliser proposer permettre permet aide aider peut
demander dois devoir logiciel logiciels outil outils solution solutions application applications appli programme service services systeme plateforme
gens personne personnes chose choses moyen facon type meilleur bon bonne gratuit simple facile
find want need looking tool tools software app best good free get make use
"""

JOINING, ASKING = frozenset(_JOINING.split()), frozenset(_ASKING.split())

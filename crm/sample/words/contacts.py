"""Names and titles of the people at the accounts."""

from typing import NamedTuple


class Pool(NamedTuple):
    """First and last names as they go together in one region."""

    first: tuple[str, ...]
    last: tuple[str, ...]


def _pool(first: str, last: str) -> Pool:
    return Pool(tuple(first.split()), tuple(last.split()))


_AMERICAS = _pool(
    """
    Alicia Amelia Bernard Beth Carlos Carmen Clark Cody Denise Desmond Elena Elliot Esther Felicia
    Glenn Gloria Hector Irene Jasper Joanna Kendra Lamar Leticia Luther Marisol Maxine Neil Nora
    Orlando Pamela Quentin Ramona Reggie Sheila Sonia Tanya Terrence Ulises Wanda Winston
    """,
    """
    Abrego Barlowe Birdsong Blankenship Calloway Carbajal Cordero Dunleavy Eastwick Fairbairn
    Fontenot Galarza Garrity Hathorne Iverson Jimerson Kowalczyk Lattimore Ledoux McGillivray
    Melgar Nettles O'Bannon Odom Paskell Pettibone Quiñones Radley Rutledge Sandoval-Pike Satterlee
    Tackett Tolbert Underhay Valdivia Wetherbee Whitlock Yarbrough Zamudio Zielke
    """,
)
_NORTHERN = _pool(
    """
    Aidan Agnes Alasdair Astrid Birgit Bronagh Ciara Davina Eamon Edith Einar Elspeth Freya Gareth
    Gunnar Hamish Hedda Henrik Ida Isla Jorunn Kirsten Linnéa Magnus Maeve Morag Nils Orla Pernille
    Ragnar Roisin Sigrid Solveig Sven Torsten Una Viggo Winifred Ylva Zoë
    """,
    """
    Abildgren Ashcombe Bergquist Blackwood Brannigan Carmody Dahlstrøm Drummond Eliassen Engström
    Fairweather Gallacher Grønvold Hallberg Heggen Holmgård Inglesby Jernigan Kilbride Langholm
    Lockhart MacAllan Nyström O'Dwyer O'Shaughnessy Pemberton Quinlan Rasmusgård Redmayne Sandvik
    Sjöblad Skovgård Strandquist Thorsby Tveit Ulvestad Wainscott Westergren Whitcombe Åkerlind
    """,
)
_CENTRAL = _pool(
    """
    Adelheid Albrecht Beate Benno Bernd Björn Brigitte Cornelia Detlef Dieter Elke Erwin Florian
    Friederike Gerlinde Gregor Gudrun Hanspeter Heike Ilse Jörg Karin Katrin Konrad Lorenz Ludwig
    Marlies Norbert Ottilie Petra Raphael Reinhard Renate Rolf Sabine Silvia Susanne Ulrich Ursina
    Wiebke
    """,
    """
    Achterberg Aebischer Altmüller Birkenfeld Brändli Buchwalder Dornbusch Ebersold Eichinger
    Feldkamp Fröschl Gasser-Lüthi Gerstenmaier Hagedorn Hirschbühl Holzapfel Imboden Jäggli
    Kaltenegger Kirchhoff Kössler Lindemuth Löwenthal Marxer Mühlberger Nägeli Oberhuber Pfisterer
    Quitzow Rauchfuß Rosenbaum Schönleitner Sonderegger Stadlmayr Tschudin Uhlenbrock Vogelsang
    Wackernagl Zehnder Zuberbühler
    """,
)
_PACIFIC = _pool(
    """
    Aditi Akira Amrita Anika Bao Bronwyn Chandra Darcy Deepak Emi Farhan Gita Hana Hemi Hiroshi
    Imogen Jiro Jun Kiri Lalita Leilani Manish Meera Mika Naoko Nikhil Padma Priya Rajesh Ren Rohan
    Ryota Shanti Siew Sunita Suresh Tamsin Vikram Yuki Yvonne
    """,
    """
    Amagawa Balakrish Bhandarkar Brindley Chaudhry Chong Coolidge D'Silva Deshpande Faulconbridge
    Fukazawa Gan Gopalan Hayakawa Hetaraka Iwamoto Joshipura Kamath Kawahara Kuroda Lim Mahapatra
    Matsubara Mistry Ngata Nishimori O'Keeffe Ong Pathirana Purohit Rangihuna Sawaragi Seow
    Subramani Takemura Teo Umaga Venkatesan Wirihana Yamashiro
    """,
)

POOLS = {
    "AMER East": _AMERICAS,
    "AMER West": _AMERICAS,
    "EMEA North": _NORTHERN,
    "EMEA Central": _CENTRAL,
    "APAC": _PACIFIC,
}

TITLES = (
    "Plant Manager",
    "Head of Operations",
    "Procurement Manager",
    "Chief Operating Officer",
    "Maintenance Lead",
    "Quality Manager",
    "IT Director",
    "Facilities Manager",
    "Supply Chain Director",
    "Chief Financial Officer",
    "Reliability Engineer",
    "Buyer",
    "Automation Engineer",
    "Energy Manager",
    "Managing Director",
    "Head of Engineering",
)

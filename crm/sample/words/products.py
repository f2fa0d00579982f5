"""What the sample company sells: families, products, codes and list prices in dollars."""

from typing import NamedTuple


class Listed(NamedTuple):
    """One line of the price list. What is no longer sold stays in old deals."""

    family: str
    name: str
    code: str
    price: int
    still_sold: bool = True


PRICE_LIST = (
    Listed("Sensors", "Frost temperature sensor", "FW-S110", 145),
    Listed("Sensors", "Frost temperature sensor, probe", "FW-S115", 190),
    Listed("Sensors", "Tremor vibration sensor", "FW-S210", 320),
    Listed("Sensors", "Tremor vibration sensor, ATEX", "FW-S215", 560),
    Listed("Sensors", "Seep leak detector", "FW-S310", 95),
    Listed("Sensors", "Gauge pressure sensor", "FW-S410", 275),
    Listed("Sensors", "Door contact, first generation", "FW-S050", 60, still_sold=False),
    Listed("Gateways", "Hearth gateway, indoor", "FW-G100", 890),
    Listed("Gateways", "Hearth gateway, outdoor", "FW-G150", 1450),
    Listed("Gateways", "Hearth gateway, cellular", "FW-G200", 1980),
    Listed("Gateways", "Caravan vehicle gateway", "FW-G300", 1250),
    Listed("Software", "Wickview Essentials, site and year", "FW-W100", 2400),
    Listed("Software", "Wickview Professional, site and year", "FW-W200", 6800),
    Listed("Software", "Wickview Enterprise, year", "FW-W300", 24000),
    Listed("Software", "Compliance reports, year", "FW-W410", 3600),
    Listed("Software", "Predictive maintenance, year", "FW-W420", 9500),
    Listed("Services", "Installation, day", "FW-V100", 1400),
    Listed("Services", "Commissioning, site", "FW-V150", 4200),
    Listed("Services", "Operator training, day", "FW-V200", 1800),
    Listed("Services", "Premium support, year", "FW-V300", 7500),
    Listed("Services", "Calibration, visit", "FW-V400", 950),
    Listed("Accessories", "Battery pack, ten pieces", "FW-A100", 120),
    Listed("Accessories", "Mounting kit, stainless", "FW-A200", 45),
    Listed("Accessories", "Antenna extension", "FW-A300", 75),
)

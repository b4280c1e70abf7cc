"""The words of every part in one book."""

from functools import reduce
from operator import or_

from comity.basis.phrases import PHRASES as BASIS
from comity.basis.words import Phrasebook
from comity.cli.phrases import PHRASES as CLI
from comity.exchange.phrases import PHRASES as EXCHANGE
from comity.feel.phrases import PHRASES as FEEL
from comity.goods.phrases import PHRASES as GOODS
from comity.law.phrases import PHRASES as LAW
from comity.motor.phrases import PHRASES as MOTOR
from comity.node.phrases import PHRASES as NODE
from comity.register.phrases import PHRASES as REGISTER


def phrases() -> Phrasebook:
    """All codes that have words; a code told twice is a ValueError."""
    return reduce(or_, (BASIS, FEEL, LAW, REGISTER, EXCHANGE, GOODS, MOTOR, NODE, CLI))

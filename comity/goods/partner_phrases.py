"""The words of goods for outside partners: product numbers, and acts with no such form."""

from comity.basis.words import Phrasebook, Words

PHRASES = Phrasebook(
    {
        "goods.gs1.digits": Words(
            en="{path}: {value} is no GTIN; it has digits only, without spaces.",
            ru="{path}: {value} не GTIN; в нём только цифры, без пробелов.",
            be="{path}: {value} не GTIN; у ім толькі лічбы, без прабелаў.",
        ),
        "goods.gs1.length": Words(
            en="{path}: {value} is no GTIN; it has 8, 12, 13 or 14 digits.",
            ru="{path}: {value} не GTIN; в нём 8, 12, 13 или 14 цифр.",
            be="{path}: {value} не GTIN; у ім 8, 12, 13 або 14 лічбаў.",
        ),
        "goods.gs1.check_digit": Words(
            en="{path}: the check digit of {value} does not fit. Copy the number from the product anew.",
            ru="{path}: контрольная цифра {value} не сходится. Перепишите номер с изделия заново.",
            be="{path}: кантрольная лічба {value} не сыходзіцца. Перапішыце нумар з вырабу нанова.",
        ),
        "goods.gs1.sign": Words(
            en="{path}: {value} cannot stand in a GS1 code; 1 to 20 Latin letters, digits and common signs "
            "can.",
            ru="{path}: {value} не может стоять в коде GS1; можно от 1 до 20 латинских букв, цифр и обычных "
            "знаков.",
            be="{path}: {value} не можа стаяць у кодзе GS1; можна ад 1 да 20 лацінскіх літар, лічбаў і "
            "звычайных знакаў.",
        ),
        "goods.gs1.alone": Words(
            en="{path}: {value} needs the GTIN it belongs to; give product.gtin too.",
            ru="{path}: для {value} нужен GTIN, к которому оно относится; укажите и product.gtin.",
            be="{path}: для {value} патрэбны GTIN, да якога яно належыць; пазначце і product.gtin.",
        ),
        "goods.gs1.resolver": Words(
            en="{path}: {value} is no address of a resolver. It begins with https:// and has no query: "
            "{expected}.",
            ru="{path}: {value} не адрес службы ссылок. Он начинается с https:// и не имеет запроса: "
            "{expected}.",
            be="{path}: {value} не адрас службы спасылак. Ён пачынаецца з https:// і не мае запыту: "
            "{expected}.",
        ),
        "goods.gs1.no_gtin": Words(
            en="The act names no GTIN, so its product has no GS1 Digital Link. The number is given in the "
            "application, as product.gtin; it is not added afterwards.",
            ru="В акте нет GTIN, поэтому у изделия нет GS1 Digital Link. Номер указывают в заявлении, в "
            "поле product.gtin; задним числом он не добавляется.",
            be="У акце няма GTIN, таму ў вырабу няма GS1 Digital Link. Нумар пазначаюць у заяве, у полі "
            "product.gtin; пазней ён не дадаецца.",
        ),
        "goods.gs1.bad_gtin": Words(
            en="The GTIN of the act, {value}, has a wrong check digit. No code is made of it.",
            ru="У GTIN акта, {value}, неверная контрольная цифра. Код по нему не составляется.",
            be="У GTIN акта, {value}, няправільная кантрольная лічба. Код па ім не складаецца.",
        ),
        "goods.untp.other_kind": Words(
            en="An act of kind {kind} is no certificate, and UNTP has no form for it. Take --as sd-jwt.",
            ru="Акт вида {kind} не сертификат, в UNTP формы для него нет. Возьмите --as sd-jwt.",
            be="Акт віду {kind} не сертыфікат, у UNTP формы для яго няма. Вазьміце --as sd-jwt.",
        ),
        "goods.untp.not_ours": Words(
            en="The claims do not hold the signed act they are made from. Ask for the credential itself.",
            ru="В данных нет подписанного акта, по которому они составлены. Запросите само удостоверение.",
            be="У даных няма падпісанага акта, па якім яны складзены. Запытайце само пасведчанне.",
        ),
        "goods.untp.differs": Words(
            en="The claims say other than the signed act within. Believe the act alone.",
            ru="Данные говорят не то, что подписанный акт внутри. Верьте только акту.",
            be="Даныя кажуць не тое, што падпісаны акт усярэдзіне. Верце толькі акту.",
        ),
    }
)

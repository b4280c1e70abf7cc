"""The words of the exchange."""

from comity.basis.words import Phrasebook, Words
from comity.exchange.request_phrases import REQUEST

PHRASES = Phrasebook(
    {
        "witness.broken_request": Words(
            en="The request to the witness is not well formed. Send old size, proof, an empty line and the checkpoint.",
            ru="Запрос к свидетелю составлен неверно. Отправьте прежний размер, доказательство, пустую строку и контрольную точку.",
            be="Запыт да сведкі складзены няправільна. Адпраўце ранейшы памер, доказ, пусты радок і кантрольную кропку.",
        ),
        "witness.unknown_log": Words(
            en="The log {origin} is not witnessed here. Add its key to the trust list first.",
            ru="Журнал {origin} здесь не заверяется. Сначала внесите его ключ в список доверия.",
            be="Журнал {origin} тут не засведчваецца. Спачатку ўнясіце яго ключ у спіс даверу.",
        ),
        "witness.bad_signature": Words(
            en="The checkpoint is not signed by a known key of the log {origin}.",
            ru="Контрольная точка не подписана известным ключом журнала {origin}.",
            be="Кантрольная кропка не падпісана вядомым ключом журнала {origin}.",
        ),
        "witness.old_beyond_new": Words(
            en="The old size {old} is larger than the checkpoint's {size}.",
            ru="Прежний размер {old} больше размера контрольной точки {size}.",
            be="Ранейшы памер {old} большы за памер кантрольнай кропкі {size}.",
        ),
        "witness.old_size_differs": Words(
            en="The witness last saw {stored} entries of {origin}, not {old}. Send the proof from there; a smaller log is a rollback.",
            ru="Свидетель последний раз видел {stored} записей {origin}, а не {old}. Пришлите доказательство оттуда; меньший журнал — это откат.",
            be="Сведка апошні раз бачыў {stored} запісаў {origin}, а не {old}. Дашліце доказ адтуль; меншы журнал — гэта адкат.",
        ),
        "witness.not_consistent": Words(
            en="Nothing proves that the {size} entries of {origin} begin with those seen before. It is not cosigned.",
            ru="Не доказано, что {size} записей {origin} начинаются с увиденных ранее. Соподписи нет.",
            be="Не даказана, што {size} запісаў {origin} пачынаюцца з убачаных раней. Суподпісу няма.",
        ),
        "witness.split_view": Words(
            en="The log {origin} has signed two different histories of {size} entries. Keep the evidence and call its operator.",
            ru="Журнал {origin} подписал две разные истории из {size} записей. Сохраните доказательство и свяжитесь с его владельцем.",
            be="Журнал {origin} падпісаў дзве розныя гісторыі з {size} запісаў. Захавайце доказ і звяжыцеся з яго ўладальнікам.",
        ),
        "witness.not_copied": Words(
            en="Of the log {origin} this node holds {held} entries, so it vouches for no more. Ask again once it holds all {size}.",
            ru="Из журнала {origin} у этого узла есть записей: {held}; за большее он не ручается. Повторите, когда будут получены все: {size}.",
            be="З журнала {origin} у гэтага вузла ёсць запісаў: {held}; за большае ён не ручаецца. Паўтарыце, калі будуць атрыманы ўсе: {size}.",
        ),
        "witness.frozen": Words(
            en="The log {origin} has shown two histories, so its {size} entries are not vouched for. See the alarm and its evidence.",
            ru="Журнал {origin} показал две истории, поэтому за его {size} записей узел не ручается. Смотрите тревогу и её доказательство.",
            be="Журнал {origin} паказаў дзве гісторыі, таму за яго {size} запісаў вузел не ручаецца. Глядзіце трывогу і яе доказ.",
        ),
        "evidence.broken": Words(
            en="This is not the evidence of two histories in its one form (wrong: {part}). Take the whole file anew.",
            ru="Это не доказательство двух историй в единственной его форме (неверно: {part}). Возьмите файл целиком заново.",
            be="Гэта не доказ дзвюх гісторый у адзінай яго форме (няправільна: {part}). Вазьміце файл цалкам нанова.",
        ),
        "evidence.form": Words(
            en="Two whole checkpoints, in the one form of such a file.",
            ru="Две целые контрольные точки, в единственной форме такого файла.",
            be="Дзве цэлыя кантрольныя кропкі, у адзінай форме такога файла.",
        ),
        "evidence.log": Words(
            en="Both are of the log {origin}.", ru="Обе — журнала {origin}.", be="Абедзве — журнала {origin}."
        ),
        "evidence.two_logs": Words(
            en="They are of two logs, {first} and {second}: these may well differ.",
            ru="Это два журнала, {first} и {second}: они и должны различаться.",
            be="Гэта два журналы, {first} і {second}: яны і павінны адрознівацца.",
        ),
        "evidence.signatures": Words(
            en="Both are signed by the log of {holder} (key {kids}).",
            ru="Обе подписаны журналом {holder} (ключ {kids}).",
            be="Абедзве падпісаны журналам {holder} (ключ {kids}).",
        ),
        "evidence.signed_revoked": Words(
            en="Both are signed, but key {kid} of the log was revoked at {revoked_at}: a thief may have signed.",
            ru="Обе подписаны, но ключ {kid} журнала отозван {revoked_at}: подписать мог похититель.",
            be="Абедзве падпісаны, але ключ {kid} журнала адкліканы {revoked_at}: падпісаць мог выкрадальнік.",
        ),
        "evidence.not_signed": Words(
            en="Checkpoint {side} is not signed by a known key of the log {origin}. Anyone may have written it.",
            ru="Контрольная точка {side} не подписана известным ключом журнала {origin}. Её мог написать кто угодно.",
            be="Кантрольная кропка {side} не падпісана вядомым ключом журнала {origin}. Яе мог напісаць хто заўгодна.",
        ),
        "evidence.unknown_log": Words(
            en="No key of the log {origin} is known. Give its verifier key, or a trust list that has it.",
            ru="Ни один ключ журнала {origin} не известен. Укажите его ключ проверки или список доверия с ним.",
            be="Ніводзін ключ журнала {origin} не вядомы. Пазначце яго ключ праверкі або спіс даверу з ім.",
        ),
        "evidence.two_roots": Words(
            en="Both have {smaller} entries, and different roots: different entries.",
            ru="В обеих записей: {smaller}, а корни разные: записи разные.",
            be="У абедзвюх запісаў: {smaller}, а карані розныя: запісы розныя.",
        ),
        "evidence.other_beginning": Words(
            en="The proof fits: in the history of {larger} entries, the first {smaller} are not those the log signed.",
            ru="Доказательство сходится: в истории из {larger} записей первые {smaller} — не те, что журнал подписал.",
            be="Доказ сыходзіцца: у гісторыі з {larger} запісаў першыя {smaller} — не тыя, што журнал падпісаў.",
        ),
        "evidence.one_root": Words(
            en="Both have {smaller} entries and the same root: one history.",
            ru="В обеих записей: {smaller}, и корень один: история одна.",
            be="У абедзвюх запісаў: {smaller}, і корань адзін: гісторыя адна.",
        ),
        "evidence.same_beginning": Words(
            en="In the history of {larger} entries, the first {smaller} are the very ones the log signed: it only grew.",
            ru="В истории из {larger} записей первые {smaller} — те самые, что журнал подписал: он только рос.",
            be="У гісторыі з {larger} запісаў першыя {smaller} — тыя самыя, што журнал падпісаў: ён толькі рос.",
        ),
        "evidence.two_sizes": Words(
            en="One has {smaller} entries, the other {larger}; without a proof between them nothing is shown.",
            ru="В одной записей: {smaller}, в другой: {larger}; без доказательства между ними ничего не показано.",
            be="У адной запісаў: {smaller}, у другой: {larger}; без доказу паміж імі нічога не паказана.",
        ),
        "evidence.broken_proof": Words(
            en="The proof between {smaller} and {larger} entries does not hold: nothing is shown.",
            ru="Доказательство между {smaller} и {larger} записями неверно: ничего не показано.",
            be="Доказ паміж {smaller} і {larger} запісамі няправільны: нічога не паказана.",
        ),
        "evidence.two_histories": Words(
            en="Two histories, both signed by the log",
            ru="Две истории, и обе подписаны журналом",
            be="Дзве гісторыі, і абедзве падпісаны журналам",
        ),
        "evidence.not_proven": Words(
            en="Two histories are not proven", ru="Две истории не доказаны", be="Дзве гісторыі не даказаны"
        ),
        "evidence.not_known": Words(
            en="Not known: no key of this log is at hand",
            ru="Неизвестно: нет ключа этого журнала",
            be="Невядома: няма ключа гэтага журнала",
        ),
        "step.log": Words(en="One log", ru="Один журнал", be="Адзін журнал"),
        "step.signatures": Words(en="Signed by the log", ru="Подписано журналом", be="Падпісана журналам"),
        "step.disagreement": Words(en="Disagreement", ru="Расхождение", be="Разыходжанне"),
        "pull.other_log": Words(
            en="The checkpoint is of the log {told}, not of {origin}. Check the address of the log.",
            ru="Контрольная точка — журнала {told}, а не {origin}. Проверьте адрес журнала.",
            be="Кантрольная кропка — журнала {told}, а не {origin}. Праверце адрас журнала.",
        ),
        "pull.unknown_log": Words(
            en="The log {origin} is not taken here: the trust list has no good key of it. Load a newer list.",
            ru="Журнал {origin} здесь не принимается: в списке доверия нет его действующего ключа. Загрузите новый список.",
            be="Журнал {origin} тут не прымаецца: у спісе даверу няма яго дзейнага ключа. Загрузіце новы спіс.",
        ),
        "pull.bad_signature": Words(
            en="The checkpoint is not signed by a good key of the log {origin}. Nothing was taken.",
            ru="Контрольная точка не подписана действующим ключом журнала {origin}. Ничего не принято.",
            be="Кантрольная кропка не падпісана дзейным ключом журнала {origin}. Нічога не прынята.",
        ),
        "pull.own_copy": Words(
            en="What this node holds of the log {origin} ({size} entries) does not hold together: somebody changed it. Take the log anew.",
            ru="То, что узел хранит от журнала {origin} (записей: {size}), не сходится: это кто-то изменил. Примите журнал заново.",
            be="Тое, што вузел захоўвае ад журнала {origin} (запісаў: {size}), не сыходзіцца: гэта хтосьці змяніў. Прыміце журнал нанова.",
        ),
        "pull.no_root": Words(
            en="The log {origin} has signed an empty tree with a root that no empty tree has. Call its operator.",
            ru="Журнал {origin} подписал пустое дерево с корнем, какого у пустого дерева нет. Свяжитесь с его владельцем.",
            be="Журнал {origin} падпісаў пустое дрэва з коранем, якога ў пустога дрэва няма. Звяжыцеся з яго ўладальнікам.",
        ),
        "pull.older": Words(
            en="The log {origin} shows {size} entries, and {held} were taken from it already.",
            ru="Журнал {origin} показывает записей: {size}, а принято из него уже {held}.",
            be="Журнал {origin} паказвае запісаў: {size}, а прынята з яго ўжо {held}.",
        ),
        "pull.old_view": Words(
            en="The log {origin} shows an old view of {size} entries; the {held} taken already begin with them. Nothing is lost.",
            ru="Журнал {origin} показывает старый вид, записей: {size}; принятые {held} начинаются с них. Ничего не потеряно.",
            be="Журнал {origin} паказвае стары выгляд, запісаў: {size}; прынятыя {held} пачынаюцца з іх. Нічога не страчана.",
        ),
        "pull.too_long": Words(
            en="{count} new entries of {origin} are more than the {limit} taken at once. Take a checkpoint between.",
            ru="Новых записей {origin}: {count}, за один раз принимается {limit}. Возьмите промежуточную контрольную точку.",
            be="Новых запісаў {origin}: {count}, за адзін раз прымаецца {limit}. Вазьміце прамежкавую кантрольную кропку.",
        ),
        "pull.too_few": Words(
            en="Of {size} entries the log {origin} signed, {got} came. Fetch them again.",
            ru="Из {size} записей, подписанных журналом {origin}, пришло {got}. Получите их снова.",
            be="З {size} запісаў, падпісаных журналам {origin}, прыйшло {got}. Атрымайце іх зноў.",
        ),
        "pull.too_many": Words(
            en="More came than the {size} entries the log {origin} signed. Fetch them again.",
            ru="Пришло больше, чем {size} записей, подписанных журналом {origin}. Получите их снова.",
            be="Прыйшло больш, чым {size} запісаў, падпісаных журналам {origin}. Атрымайце іх зноў.",
        ),
        "pull.large_entry": Words(
            en="Entry {number} of {origin} is larger than {limit} bytes: no log can hold it. Nothing was taken.",
            ru="Запись {number} журнала {origin} больше {limit} байт: такой в журнале быть не может. Ничего не принято.",
            be="Запіс {number} журнала {origin} большы за {limit} байт: такога ў журнале быць не можа. Нічога не прынята.",
        ),
        "pull.damaged": Words(
            en="The entries that came do not lead to the {size} that the log {origin} signed: the copy is damaged. Fetch them again.",
            ru="Пришедшие записи не приводят к {size} записям, подписанным журналом {origin}: копия повреждена. Получите их снова.",
            be="Запісы, што прыйшлі, не вядуць да {size} запісаў, падпісаных журналам {origin}: копія пашкоджана. Атрымайце іх зноў.",
        ),
        "pull.split_view": Words(
            en="The log {origin} has signed two histories, of {smaller} and of {larger} entries. Nothing more is taken from it; keep the evidence.",
            ru="Журнал {origin} подписал две истории, из {smaller} и из {larger} записей. Из него больше ничего не принимается; сохраните доказательство.",
            be="Журнал {origin} падпісаў дзве гісторыі, з {smaller} і з {larger} запісаў. З яго больш нічога не прымаецца; захавайце доказ.",
        ),
    }
    | REQUEST
)

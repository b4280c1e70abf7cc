"""The words of the log: how it is written, checked and recovered, and how others are imported."""

# ruff: noqa: E501 a sentence stands on one line

from comity.basis.words import Words

_LOG = {
    "log.no_tile": Words(
        en="The published file {path} of the log is missing. Write it anew: comity register fsck --mend.",
        ru="Нет опубликованного файла журнала {path}. Запишите его заново: comity register fsck --mend.",
        be="Няма апублікаванага файла журнала {path}. Запішыце яго нанова: comity register fsck --mend.",
    ),
    "log.other_root": Words(
        en="The log was signed with {size} entries and another root than its acts lead to now. Nothing is published. Next: comity register fsck.",
        ru="Журнал на {size} записях был подписан с другим корнем, чем дают его акты сейчас. Ничего не опубликовано. Далее: comity register fsck.",
        be="Журнал на {size} запісах быў падпісаны з іншым коранем, чым даюць яго акты цяпер. Нічога не апублікавана. Далей: comity register fsck.",
    ),
    "log.shelf_damaged": Words(
        en="The published file {path} is not one this log has signed: it is damaged or somebody else's. Next: comity register fsck --mend.",
        ru="Опубликованный файл {path} этим журналом не подписан: он повреждён или чужой. Далее: comity register fsck --mend.",
        be="Апублікаваны файл {path} гэтым журналам не падпісаны: ён пашкоджаны або чужы. Далей: comity register fsck --mend.",
    ),
    "log.behind": Words(
        en="{published} entries of this log are known outside and only {size} are in this database: it is an old backup. New acts wait for their numbers. Next: comity register recover.",
        ru="Записей этого журнала вовне известно {published}, а в этой базе их только {size}: это старая резервная копия. Новые акты ждут номеров. Далее: comity register recover.",
        be="Запісаў гэтага журнала звонку вядома {published}, а ў гэтай базе іх толькі {size}: гэта старая рэзервовая копія. Новыя акты чакаюць нумароў. Далей: comity register recover.",
    ),
    "store.pending": Words(
        en="Act {act} has no number in the published log yet. The node's worker gives it one: comity serve, or comity work --once.",
        ru="У акта {act} ещё нет номера в опубликованном журнале. Его даёт процесс узла: comity serve или comity work --once.",
        be="У акта {act} яшчэ няма нумара ў апублікаваным журнале. Яго дае працэс вузла: comity serve або comity work --once.",
    ),
    "log.acts_differ": Words(
        en="The first {size} acts in the database do not lead to the root that was published: somebody changed them. Next: comity register fsck names the first.",
        ru="Первые {size} актов в базе не приводят к опубликованному корню: их кто-то изменил. Далее: comity register fsck назовёт первый из них.",
        be="Першыя {size} актаў у базе не вядуць да апублікаванага кораня: іх хтосьці змяніў. Далей: comity register fsck назаве першы з іх.",
    ),
    "log.tiles_differ": Words(
        en="The published files of {size} entries do not lead to the root of their acts. Nothing is signed. Next: comity register fsck --mend.",
        ru="Опубликованные файлы {size} записей не приводят к корню их актов. Ничего не подписано. Далее: comity register fsck --mend.",
        be="Апублікаваныя файлы {size} запісаў не вядуць да кораня іх актаў. Нічога не падпісана. Далей: comity register fsck --mend.",
    ),
}

_FSCK = {
    "fsck.at_entry": Words(
        en="Entry {number}, act {act}", ru="Запись {number}, акт {act}", be="Запіс {number}, акт {act}"
    ),
    "fsck.at_number": Words(en="Entry {number}", ru="Запись {number}", be="Запіс {number}"),
    "fsck.at_checkpoint": Words(
        en="Checkpoint of {size} entries",
        ru="Контрольная точка, записей: {size}",
        be="Кантрольная кропка, запісаў: {size}",
    ),
    "fsck.at_file": Words(
        en="Published file {path}", ru="Опубликованный файл {path}", be="Апублікаваны файл {path}"
    ),
    "fsck.at_imported": Words(
        en="Entry {number} of the imported log {origin}",
        ru="Запись {number} импортированного журнала {origin}",
        be="Запіс {number} імпартаванага журнала {origin}",
    ),
    "fsck.at_log": Words(
        en="The imported log {origin}",
        ru="Импортированный журнал {origin}",
        be="Імпартаваны журнал {origin}",
    ),
    "fsck.row_altered": Words(
        en="The bytes stored are not those whose digest stands beside them: somebody changed the row. Next: put the database back from a backup, then comity register recover.",
        ru="Хранимые байты не соответствуют своему дайджесту: строку кто-то изменил. Далее: восстановите базу из резервной копии, затем comity register recover.",
        be="Захаваныя байты не адпавядаюць свайму дайджэсту: радок хтосьці змяніў. Далей: аднавіце базу з рэзервовай копіі, затым comity register recover.",
    ),
    "fsck.columns_differ": Words(
        en="The columns beside the signed bytes say something else than the bytes: somebody changed the row. The signed bytes count. Next: put the database back from a backup.",
        ru="Столбцы рядом с подписанными байтами говорят не то, что байты: строку кто-то изменил. Верны подписанные байты. Далее: восстановите базу из резервной копии.",
        be="Слупкі побач з падпісанымі байтамі кажуць не тое, што байты: радок хтосьці змяніў. Слушныя падпісаныя байты. Далей: аднавіце базу з рэзервовай копіі.",
    ),
    "fsck.gap": Words(
        en="There is no entry of this number, though numbers run without a gap: somebody removed it. Next: put the database back from a backup, then comity register recover.",
        ru="Записи с этим номером нет, хотя номера идут без пропусков: её кто-то удалил. Далее: восстановите базу из резервной копии, затем comity register recover.",
        be="Запісу з гэтым нумарам няма, хоць нумары ідуць без пропускаў: яго хтосьці выдаліў. Далей: аднавіце базу з рэзервовай копіі, затым comity register recover.",
    ),
    "fsck.unreadable": Words(
        en="It cannot be read as what it should be. Next: a published file is written anew by comity register fsck --mend; a row comes back from a backup.",
        ru="Не читается как то, чем должно быть. Далее: опубликованный файл заново запишет comity register fsck --mend, строку возвращает резервная копия.",
        be="Не чытаецца як тое, чым павінна быць. Далей: апублікаваны файл нанова запіша comity register fsck --mend, радок вяртае рэзервовая копія.",
    ),
    "fsck.not_signed": Words(
        en="It is not signed by a key of this log. Somebody else wrote it. Next: put the database back from a backup.",
        ru="Не подписано ключом этого журнала. Это записал кто-то другой. Далее: восстановите базу из резервной копии.",
        be="Не падпісана ключом гэтага журнала. Гэта запісаў хтосьці іншы. Далей: аднавіце базу з рэзервовай копіі.",
    ),
    "fsck.other_root": Words(
        en="The entries do not lead to the root that was signed: one of them or the state beside them was changed. Next: put the database back from a backup, then comity register recover.",
        ru="Записи не приводят к подписанному корню: изменена одна из них или состояние рядом с ними. Далее: восстановите базу из резервной копии, затем comity register recover.",
        be="Запісы не вядуць да падпісанага кораня: зменены адзін з іх або стан побач з імі. Далей: аднавіце базу з рэзервовай копіі, затым comity register recover.",
    ),
    "fsck.acts_lost": Words(
        en="More entries were signed than are stored. Next: comity register recover.",
        ru="Подписано больше записей, чем хранится. Далее: comity register recover.",
        be="Падпісана больш запісаў, чым захоўваецца. Далей: comity register recover.",
    ),
    "fsck.tile_differs": Words(
        en="The file is missing, or not what the acts give. Next: comity register fsck --mend.",
        ru="Файла нет, или он не тот, что дают акты. Далее: comity register fsck --mend.",
        be="Файла няма, або ён не той, што даюць акты. Далей: comity register fsck --mend.",
    ),
}

_RECOVER = {
    "recover.nothing": Words(
        en="The copy has {copy} entries, this database {size}: nothing of the copy is missing here.",
        ru="В копии записей {copy}, в этой базе {size}: здесь есть всё, что есть в копии.",
        be="У копіі запісаў {copy}, у гэтай базе {size}: тут ёсць усё, што ёсць у копіі.",
    ),
    "recover.other_history": Words(
        en="The copy does not go on from the {size} entries of this database: these numbers were given to other acts. Nothing is taken. Put an older backup back, from before that, and recover again.",
        ru="Копия не продолжает {size} записей этой базы: эти номера даны другим актам. Ничего не взято. Верните более старую резервную копию, сделанную до этого, и повторите.",
        be="Копія не працягвае {size} запісаў гэтай базы: гэтыя нумары дадзены іншым актам. Нічога не ўзята. Вярніце больш старую рэзервовую копію, зробленую да гэтага, і паўтарыце.",
    ),
    "recover.no_copy": Words(
        en="There is no copy of the log {origin}.",
        ru="Копии журнала {origin} там нет.",
        be="Копіі журнала {origin} там няма.",
    ),
    "recover.not_signed": Words(
        en="The checkpoint of the copy is not one the log {origin} has signed. Nothing is taken from there. Name another copy: comity register recover --from URL.",
        ru="Контрольная точка копии не подписана журналом {origin}. Оттуда ничего не взято. Укажите другую копию: comity register recover --from URL.",
        be="Кантрольная кропка копіі не падпісана журналам {origin}. Адтуль нічога не ўзята. Пазначце іншую копію: comity register recover --from URL.",
    ),
    "recover.place_taken": Words(
        en="Place {index} in the status list was the act's; act {held} was issued after the backup and holds it now. One place cannot tell of both: withdraw {held}, then issue both anew.",
        ru="Место {index} в списке статусов принадлежало этому акту; теперь его занимает акт {held}, выданный после восстановления из копии. Одно место не может говорить о двух актах: аннулируйте {held}, затем выдайте оба заново.",
        be="Месца {index} у спісе статусаў належала гэтаму акту; цяпер яго займае акт {held}, выдадзены пасля аднаўлення з копіі. Адно месца не можа казаць пра два акты: ануліруйце {held}, затым выдайце абодва нанова.",
    ),
}

_IMPORT = {
    "import.frozen": Words(
        en="The log is frozen: it has shown two histories. See the alarm: comity register alarms.",
        ru="Журнал заморожен: он показал две истории. Смотрите тревогу: comity register alarms.",
        be="Журнал замарожаны: ён паказаў дзве гісторыі. Глядзіце трывогу: comity register alarms.",
    ),
    "import.no_checkpoint": Words(
        en="{node} publishes no checkpoint. It is tried again later.",
        ru="{node} не публикует контрольной точки. Попытка будет повторена.",
        be="{node} не публікуе кантрольнай кропкі. Спроба будзе паўторана.",
    ),
    "import.broken_checkpoint": Words(
        en="What {node} publishes as its checkpoint is none. It is tried again later; tell its operator if it stays so.",
        ru="То, что {node} публикует как контрольную точку, ею не является. Попытка будет повторена; если так и останется, сообщите владельцу.",
        be="Тое, што {node} публікуе як кантрольную кропку, ёю не з'яўляецца. Спроба будзе паўторана; калі так і застанецца, паведаміце ўладальніку.",
    ),
    "import.no_tile": Words(
        en="The file {node} of the log is not there, though its checkpoint needs it. It is tried again later.",
        ru="Файла журнала {node} нет, хотя он нужен его контрольной точке. Попытка будет повторена.",
        be="Файла журнала {node} няма, хоць ён патрэбны яго кантрольнай кропцы. Спроба будзе паўторана.",
    ),
    "import.broken_bundle": Words(
        en="The file {node} of the log is damaged ({reason}). Nothing was taken; it is tried again later.",
        ru="Файл журнала {node} повреждён ({reason}). Ничего не принято; попытка будет повторена.",
        be="Файл журнала {node} пашкоджаны ({reason}). Нічога не прынята; спроба будзе паўторана.",
    ),
    "import.damaged": Words(
        en="What came of the log {node} does not hold together ({reason}). Nothing was taken; it is tried again later.",
        ru="Полученное из журнала {node} не сходится ({reason}). Ничего не принято; попытка будет повторена.",
        be="Атрыманае з журнала {node} не сыходзіцца ({reason}). Нічога не прынята; спроба будзе паўторана.",
    ),
    "import.too_large": Words(
        en="What is new in the log {node} takes more than {limit} bytes, more than is held at once. Nothing was taken; ask its operator.",
        ru="Новое в журнале {node} занимает больше {limit} байт — больше, чем держится в памяти сразу. Ничего не принято; спросите владельца.",
        be="Новае ў журнале {node} займае больш за {limit} байт — больш, чым трымаецца ў памяці адразу. Нічога не прынята; спытайце ўладальніка.",
    ),
    "import.moved": Words(
        en="Another process has just imported the log {node}. Nothing is lost; it goes on from there.",
        ru="Другой процесс только что импортировал журнал {node}. Ничего не потеряно; импорт продолжится оттуда.",
        be="Іншы працэс толькі што імпартаваў журнал {node}. Нічога не страчана; імпарт працягнецца адтуль.",
    ),
}

_KNOWN = {
    "known.in_force": Words(en="In force", ru="Действует", be="Дзейнічае"),
    "known.ending": Words(
        en="In force; it ends or suspends another act",
        ru="Действует; прекращает или приостанавливает другой акт",
        be="Дзейнічае; спыняе або прыпыняе іншы акт",
    ),
    "known.ended": Words(
        en="Ended or suspended",
        ru="Прекращён или приостановлен",
        be="Спынены або прыпынены",
    ),
    "known.unreadable": Words(
        en="Not understood: no act in a form known here",
        ru="Не прочитан: не акт в известной здесь форме",
        be="Не прачытаны: не акт у вядомай тут форме",
    ),
    "known.unknown_kind": Words(
        en="Of an unknown kind: it does not count until a trust list names the kind",
        ru="Вид акта неизвестен: акт не учитывается, пока вид не назван в списке доверия",
        be="Від акта невядомы: акт не ўлічваецца, пакуль від не названы ў спісе даверу",
    ),
    "known.unknown_key": Words(
        en="Signed by an unknown key: it does not count",
        ru="Подписан неизвестным ключом: не учитывается",
        be="Падпісаны невядомым ключом: не ўлічваецца",
    ),
    "known.bad_signature": Words(
        en="Signature broken: it does not count",
        ru="Подпись неверна: не учитывается",
        be="Подпіс няслушны: не ўлічваецца",
    ),
    "known.not_allowed": Words(
        en="Signed by a key that may not: it does not count",
        ru="Подписан ключом без права на это: не учитывается",
        be="Падпісаны ключом без права на гэта: не ўлічваецца",
    ),
    "known.not_on_that_day": Words(
        en="Known, but not in force on that day",
        ru="Известен, но в этот день не действует",
        be="Вядомы, але ў гэты дзень не дзейнічае",
    ),
    "known.unknown": Words(en="Unknown", ru="Неизвестно", be="Невядома"),
    "known.bad_day": Words(
        en="{path}: {value} is no day. Write it as 2026-11-21.",
        ru="{path}: {value} — не день. Напишите его так: 2026-11-21.",
        be="{path}: {value} — не дзень. Напішыце яго так: 2026-11-21.",
    ),
    "known.bad_time": Words(
        en="{path}: {value} is neither a day nor a time. Write 2026-11-21, or 2026-11-21T10:00:00 in UTC.",
        ru="{path}: {value} — не день и не время. Напишите 2026-11-21 или 2026-11-21T10:00:00 по UTC.",
        be="{path}: {value} — не дзень і не час. Напішыце 2026-11-21 або 2026-11-21T10:00:00 па UTC.",
    ),
}

_ALARMS = {
    "exchange.thawed": Words(
        en="Two officials let it be taken again, in case {case}: {reason}",
        ru="Два должностных лица разрешили принимать его снова, дело {case}: {reason}",
        be="Дзве службовыя асобы дазволілі прымаць яго зноў, справа {case}: {reason}",
    ),
    "alarms.which": Words(
        en="{path}: name one alarm that has evidence: {numbers}.",
        ru="{path}: укажите одну тревогу, у которой есть доказательство: {numbers}.",
        be="{path}: пазначце адну трывогу, у якой ёсць доказ: {numbers}.",
    ),
    "alarms.no_reason": Words(
        en="{path}: say why the log may be taken again, in 1 to {limit} characters.",
        ru="{path}: укажите, почему журнал можно снова принимать, от 1 до {limit} знаков.",
        be="{path}: пазначце, чаму журнал можна зноў прымаць, ад 1 да {limit} знакаў.",
    ),
    "alarms.not_frozen": Words(
        en="The log {origin} is not frozen; nothing was changed. See comity register alarms.",
        ru="Журнал {origin} не заморожен; ничего не изменено. Смотрите comity register alarms.",
        be="Журнал {origin} не замарожаны; нічога не зменена. Глядзіце comity register alarms.",
    ),
    "alarms.not_proposed": Words(
        en="Thawing the log {origin} is not proposed under the digest {digest} for the alarm that freezes it now. Propose it: comity register thaw {origin} --reason TEXT.",
        ru="Разморозить журнал {origin} под дайджестом {digest} для нынешней тревоги не предложено. Предложите: comity register thaw {origin} --reason TEXT.",
        be="Размарозіць журнал {origin} пад дайджэстам {digest} для цяперашняй трывогі не прапанавана. Прапануйце: comity register thaw {origin} --reason TEXT.",
    ),
}

LOG = _LOG | _FSCK | _RECOVER | _IMPORT | _KNOWN | _ALARMS

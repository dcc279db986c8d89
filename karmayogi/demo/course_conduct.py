# ruff: noqa: E501
"""Code of Conduct for government servants. Source: Central Civil Services (Conduct) Rules, 1964 (DoPT)."""

from karmayogi.demo.course_form import FALSE_IS_RIGHT, TRUE_IS_RIGHT, Asked, DemoCourse, Text

CODE_OF_CONDUCT = DemoCourse(
    code="code-of-conduct",
    title="Code of Conduct for Government Servants",
    title_hi="सरकारी सेवकों के लिए आचार संहिता",
    summary="What the Conduct Rules of 1964 ask of you: integrity, gifts, property, the press, politics and private work.",
    summary_hi="1964 के आचरण नियम आपसे क्या चाहते हैं: सत्यनिष्ठा, उपहार, संपत्ति, प्रेस, राजनीति और निजी कार्य।",
    outcomes=(
        "Explain the three duties of rule 3",
        "Recognise a gift that must be refused or reported",
        "Report property in the right way and time",
        "Know what needs permission first",
    ),
    outcomes_hi=(
        "नियम 3 के तीन कर्तव्य समझाना",
        "वह उपहार पहचानना जिसे लौटाना या सूचित करना है",
        "संपत्ति की सूचना सही ढंग और समय से देना",
        "जानना कि किस के लिए पहले अनुमति चाहिए",
    ),
    competencies=(("conduct-rules", 2), ("accountability", 1)),
    modules=(
        (
            "Duties and limits",
            "कर्तव्य और सीमाएँ",
            (
                Text(
                    "Integrity, devotion to duty, nothing unbecoming",
                    "सत्यनिष्ठा, कर्तव्यपरायणता, अशोभनीय कुछ नहीं",
                    1,
                    """<p>Rule 3(1) asks three things of every government servant at all times: <strong>absolute
integrity</strong>, <strong>devotion to duty</strong>, and doing <strong>nothing unbecoming</strong> of a government
servant. The same rule asks for political neutrality, courtesy to the public, and decisions on merit alone; a conflict of
interest is declared before one acts.</p>
<p>An order is carried out on one's own best judgement, except when acting under the direction of the superior. The
direction should be in writing; an oral one is confirmed in writing as soon as possible (rule 3(2)).</p>
<ul><li><strong>Politics.</strong> No membership of a political party, no canvassing; voting is everybody's right (rule 5).</li>
<li><strong>Press.</strong> No ownership or editing of a newspaper without sanction; no adverse criticism of the policy of
the Government (rules 8 and 9).</li>
<li><strong>Official information.</strong> Given in good faith under the RTI Act; otherwise not to those who have no right
to it (rule 11).</li>
<li><strong>Outside influence.</strong> None is brought to bear on superiors in service matters (rule 20).</li></ul>""",
                    """<p>नियम 3(1) हर सरकारी सेवक से हर समय तीन बातें चाहता है: <strong>पूर्ण सत्यनिष्ठा</strong>,
<strong>कर्तव्यपरायणता</strong>, और <strong>ऐसा कुछ न करना</strong> जो सरकारी सेवक के लिए अशोभनीय हो। यही नियम राजनीतिक तटस्थता,
जनता से शिष्टता और केवल गुण-दोष पर निर्णय चाहता है; हितों का टकराव कार्य से पहले घोषित किया जाता है।</p>
<p>कार्य अपने सर्वोत्तम विवेक से किया जाता है, सिवाय जब वरिष्ठ के निदेश पर हो। निदेश लिखित हो; मौखिक निदेश की
यथाशीघ्र लिखित पुष्टि ली जाती है (नियम 3(2))।</p>
<ul><li><strong>राजनीति।</strong> दल की सदस्यता नहीं, प्रचार नहीं; मतदान सबका अधिकार है (नियम 5)।</li>
<li><strong>प्रेस।</strong> बिना मंज़ूरी समाचार पत्र का स्वामित्व या संपादन नहीं; सरकार की नीति की प्रतिकूल आलोचना नहीं (नियम 8 और 9)।</li>
<li><strong>शासकीय सूचना।</strong> सूचना का अधिकार अधिनियम के अधीन सद्भावना से दी जाती है; अन्यथा अनधिकृत को नहीं (नियम 11)।</li>
<li><strong>बाहरी प्रभाव।</strong> सेवा मामलों में वरिष्ठों पर नहीं डाला जाता (नियम 20)।</li></ul>""",
                ),
                Text(
                    "Gifts, property, private work",
                    "उपहार, संपत्ति, निजी कार्य",
                    1,
                    """<p><strong>Gifts (rule 13).</strong> No gift is accepted from somebody with whom one has official
dealings. From near relatives and personal friends without such dealings, gifts on occasions such as weddings are allowed
as custom has it, and reported when they exceed the limit of the rule. Free transport, board or lodging is a gift too; a
casual meal or lift is not. Lavish or frequent hospitality is avoided.</p>
<p><strong>Property (rule 18).</strong> Immovable property is bought or sold with previous knowledge of the prescribed
authority; with previous sanction when the other side has official dealings. A transaction in movable property of more
than two months' basic pay is reported within one month. The annual return of immovable property is due by 31 January.</p>
<p><strong>Private trade or employment (rule 15).</strong> Not without previous sanction. Honorary social or charitable
work and occasional literary, artistic or scientific work are allowed, as long as duties do not suffer.</p>
<p><strong>Dowry (rule 13A)</strong> is neither given nor taken. <strong>Children below 14</strong> are not employed
(rule 22A).</p>""",
                    """<p><strong>उपहार (नियम 13)।</strong> जिससे शासकीय संबंध हो उससे कोई उपहार नहीं लिया जाता। ऐसे संबंध के बिना निकट
संबंधियों और मित्रों से विवाह जैसे अवसरों पर प्रथा के अनुसार उपहार लिए जा सकते हैं, और नियम की सीमा से अधिक होने पर सूचित किए जाते हैं।
निःशुल्क यात्रा, भोजन या आवास भी उपहार है; आकस्मिक भोजन या सवारी नहीं। भव्य या बार-बार के आतिथ्य से बचा जाता है।</p>
<p><strong>संपत्ति (नियम 18)।</strong> अचल संपत्ति का क्रय-विक्रय विहित प्राधिकारी की पूर्व जानकारी से होता है; दूसरे पक्ष से शासकीय
संबंध हो तो पूर्व मंज़ूरी से। दो माह के मूल वेतन से अधिक की चल संपत्ति का लेनदेन एक माह में सूचित होता है। अचल संपत्ति की वार्षिक
विवरणी 31 जनवरी तक देय है।</p>
<p><strong>निजी व्यापार या नौकरी (नियम 15)।</strong> पूर्व मंज़ूरी के बिना नहीं। अवैतनिक सामाजिक या धर्मार्थ कार्य और कभी-कभार का
साहित्यिक, कलात्मक या वैज्ञानिक कार्य किया जा सकता है, यदि कर्तव्य पर प्रभाव न पड़े।</p>
<p><strong>दहेज (नियम 13क)</strong> न दिया जाता है न लिया। <strong>14 वर्ष से कम के बच्चों</strong> को काम पर नहीं रखा जाता (नियम 22क)।</p>""",
                ),
            ),
        ),
    ),
    quiz=(
        Asked("Which three duties does rule 3(1) name?", "नियम 3(1) कौन से तीन कर्तव्य बताता है?",
              (("Absolute integrity", "पूर्ण सत्यनिष्ठा", True), ("Devotion to duty", "कर्तव्यपरायणता", True),
               ("Doing nothing unbecoming of a government servant", "अशोभनीय कुछ न करना", True), ("Membership of a union", "संघ की सदस्यता", False)),
              "Rule 3(1)(i) to (iii).", "नियम 3(1)(i) से (iii)।"),
        Asked("A contractor whose bill is on your table sends a watch. What do you do?", "जिस ठेकेदार का बिल आपके पास है वह घड़ी भेजता है। आप क्या करेंगे?",
              (("Refuse it", "लौटा देंगे", True), ("Accept it and report it", "लेकर सूचित करेंगे", False), ("Accept it if it is cheap", "सस्ती हो तो ले लेंगे", False)),
              "Rule 13: no gift from somebody with official dealings.", "नियम 13: शासकीय संबंध वाले से उपहार नहीं।"),
        Asked("By which day is the annual return of immovable property due?", "अचल संपत्ति की वार्षिक विवरणी किस तारीख तक देय है?",
              (("31 January", "31 जनवरी", True), ("31 March", "31 मार्च", False), ("31 July", "31 जुलाई", False)),
              "The return for the year is due by 31 January of the next.", "वर्ष की विवरणी अगले वर्ष 31 जनवरी तक देय है।"),
        Asked("A superior gives an important direction orally. What follows?", "वरिष्ठ महत्वपूर्ण निदेश मौखिक देते हैं। आगे क्या?",
              (("Written confirmation is sought as soon as possible", "यथाशीघ्र लिखित पुष्टि ली जाती है", True), ("The direction may be ignored", "निदेश को अनदेखा किया जा सकता है", False), ("Nothing; oral is enough", "कुछ नहीं; मौखिक पर्याप्त है", False)),
              "Rule 3(2).", "नियम 3(2)।"),
        Asked("A government servant may vote.", "सरकारी सेवक मतदान कर सकता है।", TRUE_IS_RIGHT,
              "Rule 5: canvassing is forbidden, voting is not.", "नियम 5: प्रचार वर्जित है, मतदान नहीं।"),
        Asked("A casual meal is always a gift under rule 13.", "आकस्मिक भोजन नियम 13 में सदैव उपहार है।", FALSE_IS_RIGHT,
              "A casual meal, lift or other social hospitality is not a gift; lavish or frequent hospitality is avoided.",
              "आकस्मिक भोजन, सवारी या सामाजिक आतिथ्य उपहार नहीं; भव्य या बार-बार के आतिथ्य से बचा जाता है।"),
        Asked("Which of these need previous sanction?", "इनमें से किसके लिए पूर्व मंज़ूरी चाहिए?",
              (("A part-time job with a company", "कंपनी में अंशकालिक नौकरी", True), ("Occasional poems in a magazine", "पत्रिका में कभी-कभार कविता", False),
               ("Buying a flat from a party with official dealings", "शासकीय संबंध वाले पक्ष से फ़्लैट खरीदना", True)),
              "Rules 15(1) and 18(2).", "नियम 15(1) और 18(2)।"),
        Asked("A car costs more than two months' basic pay. When is its purchase reported?", "कार का मूल्य दो माह के मूल वेतन से अधिक है। खरीद कब सूचित की जाती है?",
              (("Within one month", "एक माह में", True), ("Within a year", "एक वर्ष में", False), ("Never", "कभी नहीं", False)),
              "Rule 18(3).", "नियम 18(3)।"),
        Asked("May a political leader be asked to speak for one's transfer?", "क्या अपने स्थानांतरण के लिए राजनेता से कहलवाया जा सकता है?",
              (("No", "नहीं", True), ("Yes, once", "हाँ, एक बार", False), ("Yes, in writing", "हाँ, लिखित में", False)),
              "Rule 20 forbids bringing outside influence to bear.", "नियम 20 बाहरी प्रभाव डालने से रोकता है।"),
        Asked("Dowry may be accepted when it is customary.", "प्रथा हो तो दहेज लिया जा सकता है।", FALSE_IS_RIGHT,
              "Rule 13A forbids giving, taking and demanding dowry.", "नियम 13क दहेज देने, लेने और माँगने से रोकता है।"),
        Asked("When is a conflict of interest declared?", "हितों का टकराव कब घोषित किया जाता है?",
              (("Before acting", "कार्य से पहले", True), ("When somebody complains", "शिकायत होने पर", False), ("In the annual return", "वार्षिक विवरणी में", False)),
              "Rule 3(1): private interests are declared and conflicts resolved first.", "नियम 3(1): निजी हित घोषित कर टकराव पहले सुलझाए जाते हैं।"),
    ),
)  # fmt: skip

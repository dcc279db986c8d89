# ruff: noqa: E501
"""Noting and Drafting. Source: Central Secretariat Manual of Office Procedure (DARPG); Constitution of India, Article 77."""

from karmayogi.demo.course_form import FALSE_IS_RIGHT, TRUE_IS_RIGHT, Asked, DemoCourse, Text

NOTING_AND_DRAFTING = DemoCourse(
    code="noting-and-drafting",
    title="Noting and Drafting",
    title_hi="टिप्पण और प्रारूपण",
    summary="Write notes that a senior officer can decide on at first reading, and drafts that need no second round.",
    summary_hi="ऐसी टिप्पणियाँ लिखें जिन पर अधिकारी पहली बार पढ़कर ही निर्णय ले सकें, और ऐसे प्रारूप जिन्हें दोबारा न लिखना पड़े।",
    outcomes=(
        "Write a self-contained note in five parts",
        "Keep facts, rules and opinion apart",
        "Choose the right form of communication",
        "Put up a draft that carries one clear message",
    ),
    outcomes_hi=(
        "पाँच भागों में स्वतःपूर्ण टिप्पणी लिखना",
        "तथ्य, नियम और राय को अलग रखना",
        "पत्राचार का सही रूप चुनना",
        "एक स्पष्ट संदेश वाला प्रारूप प्रस्तुत करना",
    ),
    competencies=(("noting-and-drafting", 2),),
    modules=(
        (
            "Writing a note",
            "टिप्पणी लिखना",
            (
                Text(
                    "What a note is for",
                    "टिप्पणी किस लिए होती है",
                    1,
                    """<p>A note is what is written on a file so that a case can be decided. It is read by people who
were not there: the officer who decides today, and the one who asks in five years why it was decided so.</p>
<h2>Five parts</h2>
<ol><li><strong>Issue.</strong> The question to be decided, in the first lines.</li>
<li><strong>Facts.</strong> What happened, with page references to the papers.</li>
<li><strong>Rules and precedents.</strong> What applies, quoted by number, with a copy on the file.</li>
<li><strong>Options.</strong> What can be done, and what each would cost or risk.</li>
<li><strong>Recommendation.</strong> What is proposed, and at what level it can be approved.</li></ol>
<p>Paragraphs are numbered, so that others can refer to them. A note that repeats the whole letter under
consideration is too long; one that needs three other files to be understood is too short.</p>
<p><em>Source: Central Secretariat Manual of Office Procedure, chapter on noting.</em></p>""",
                    """<p>टिप्पणी वह है जो किसी मामले के निपटान के लिए फ़ाइल पर लिखी जाती है। इसे वे लोग पढ़ते हैं जो वहाँ नहीं थे:
आज निर्णय लेने वाला अधिकारी, और वह भी जो पाँच वर्ष बाद पूछेगा कि ऐसा निर्णय क्यों हुआ।</p>
<h2>पाँच भाग</h2>
<ol><li><strong>विषय।</strong> निर्णय का प्रश्न, पहली पंक्तियों में।</li>
<li><strong>तथ्य।</strong> क्या हुआ, कागज़ों के पृष्ठ संदर्भ सहित।</li>
<li><strong>नियम और पूर्व उदाहरण।</strong> जो लागू होते हैं, क्रमांक सहित; प्रति फ़ाइल पर।</li>
<li><strong>विकल्प।</strong> क्या किया जा सकता है, और हर विकल्प का खर्च या जोखिम।</li>
<li><strong>सिफ़ारिश।</strong> क्या प्रस्तावित है, और किस स्तर पर अनुमोदन हो सकता है।</li></ol>
<p>अनुच्छेदों पर क्रमांक होते हैं ताकि दूसरे उनका संदर्भ दे सकें। जो टिप्पणी पूरे पत्र को दोहराए वह लंबी है;
जिसे समझने के लिए तीन और फ़ाइलें चाहिए वह छोटी है।</p>
<p><em>स्रोत: केंद्रीय सचिवालय कार्यालय पद्धति नियमावली, टिप्पण का अध्याय।</em></p>""",
                ),
                Text(
                    "Plain, temperate, complete",
                    "सरल, संयत, पूर्ण",
                    1,
                    """<p>Write what you can show. A statement of fact carries its page; an opinion says that it is one.
If a statement in the papers is wrong, point it out in courteous words and give the right figure. No remark on a
person's motives belongs on a file.</p>
<ul><li>Short sentences, one idea each.</li><li>No note on the receipt itself: notes stand on note sheets or on
e-Office.</li><li>When several points need orders, list them at the end as (a), (b), (c).</li>
<li>When another department is consulted, say exactly what its advice is wanted on.</li>
<li>Signed with name, designation and date; in e-Office the system adds them.</li></ul>
<p>After approval, the note and the draft must say the same thing. Most second rounds come from a draft that goes
further than the note.</p>""",
                    """<p>वही लिखें जो दिखाया जा सके। तथ्य के साथ पृष्ठ संख्या हो; राय को राय ही कहें।
कागज़ों में कोई बात गलत हो तो शिष्ट शब्दों में बताएँ और सही आँकड़ा दें। किसी व्यक्ति की नीयत पर टीका फ़ाइल में नहीं होती।</p>
<ul><li>छोटे वाक्य, एक वाक्य में एक बात।</li><li>आवती पर टिप्पणी नहीं: टिप्पणी नोटशीट या ई-ऑफ़िस पर होती है।</li>
<li>कई बिंदुओं पर आदेश चाहिए हों तो अंत में (क), (ख), (ग) की सूची दें।</li>
<li>दूसरे विभाग से परामर्श में ठीक-ठीक लिखें कि किस बात पर सलाह चाहिए।</li>
<li>नाम, पदनाम और तारीख के साथ हस्ताक्षर; ई-ऑफ़िस में प्रणाली इन्हें जोड़ती है।</li></ul>
<p>अनुमोदन के बाद टिप्पणी और प्रारूप में एक ही बात होनी चाहिए। अधिकतर दोहराव तब होता है जब प्रारूप टिप्पणी से आगे जाता है।</p>""",
                ),
            ),
        ),
        (
            "Drafting a communication",
            "पत्र का प्रारूप बनाना",
            (
                Text(
                    "Which form, for whom",
                    "कौन सा रूप, किसके लिए",
                    1,
                    """<table><thead><tr><th scope="col">Form</th><th scope="col">Used for</th></tr></thead><tbody>
<tr><td>Letter</td><td>State governments, statutory bodies, the public. Opens with “Sir” or “Madam”; “I am directed
to say” when it gives the views of the Government.</td></tr>
<tr><td>Office memorandum</td><td>Other departments, attached and subordinate offices. Third person, no salutation.</td></tr>
<tr><td>Demi-official letter</td><td>Between officers, to draw personal attention. First person, by name.</td></tr>
<tr><td>Inter-departmental note</td><td>Asking advice of another department on a file.</td></tr>
<tr><td>Office order</td><td>Internal administration: leave, distribution of work, postings inside the office.</td></tr>
<tr><td>Notification</td><td>Statutory rules, appointments and the like, published in the Gazette of India.</td></tr>
</tbody></table>
<p>Orders made in the name of the President are authenticated only by officers named in the Authentication (Orders and
other Instruments) Rules, 2002, made under Article 77(2) of the Constitution.</p>
<p>A draft is put up as DFA, “draft for approval”. It has a subject, the reference of the letter it answers, numbered
paragraphs if there are several, and the list of enclosures. A letter from a Member of Parliament is acknowledged within
15 days and answered within the next 15 days.</p>""",
                    """<table><thead><tr><th scope="col">रूप</th><th scope="col">उपयोग</th></tr></thead><tbody>
<tr><td>पत्र</td><td>राज्य सरकारें, सांविधिक निकाय, जनता। “महोदय” या “महोदया” से आरंभ; सरकार का मत देते समय
“मुझे यह कहने का निदेश हुआ है”।</td></tr>
<tr><td>कार्यालय ज्ञापन</td><td>अन्य विभाग, संबद्ध और अधीनस्थ कार्यालय। अन्य पुरुष में, संबोधन नहीं।</td></tr>
<tr><td>अर्ध-शासकीय पत्र</td><td>अधिकारियों के बीच, व्यक्तिगत ध्यान के लिए। उत्तम पुरुष में, नाम से।</td></tr>
<tr><td>अंतर्विभागीय टिप्पणी</td><td>फ़ाइल पर दूसरे विभाग से सलाह माँगना।</td></tr>
<tr><td>कार्यालय आदेश</td><td>आंतरिक प्रशासन: छुट्टी, कार्य का बँटवारा, कार्यालय के भीतर तैनाती।</td></tr>
<tr><td>अधिसूचना</td><td>सांविधिक नियम, नियुक्तियाँ आदि, भारत के राजपत्र में प्रकाशित।</td></tr>
</tbody></table>
<p>राष्ट्रपति के नाम से जारी आदेश केवल वे अधिकारी अधिप्रमाणित करते हैं जो संविधान के अनुच्छेद 77(2) के अधीन बने
अधिप्रमाणन (आदेश और अन्य लिखत) नियम, 2002 में नामित हैं।</p>
<p>प्रारूप “अनुमोदनार्थ प्रारूप” के रूप में प्रस्तुत होता है। उसमें विषय, जिस पत्र का उत्तर है उसका संदर्भ, क्रमांकित
अनुच्छेद और संलग्नकों की सूची होती है। संसद सदस्य के पत्र की पावती 15 दिन में और उत्तर उसके बाद के 15 दिन में दिया जाता है।</p>""",
                ),
            ),
        ),
    ),
    quiz=(
        Asked("What must the first lines of a note state?", "टिप्पणी की पहली पंक्तियों में क्या होना चाहिए?",
              (("The question to be decided", "निर्णय का प्रश्न", True), ("The full text of the letter received", "प्राप्त पत्र का पूरा पाठ", False),
               ("The service record of the applicant", "आवेदक का सेवा अभिलेख", False), ("The name of the writer", "लिखने वाले का नाम", False)),
              "The issue stands first, so that the reader knows what the facts are for. See “What a note is for”.",
              "विषय सबसे पहले आता है, ताकि पढ़ने वाला जाने कि तथ्य किस लिए हैं। देखें “टिप्पणी किस लिए होती है”।"),
        Asked("Which of these belong in a self-contained note?", "स्वतःपूर्ण टिप्पणी में इनमें से क्या-क्या होता है?",
              (("Facts with page references", "पृष्ठ संदर्भ सहित तथ्य", True), ("The rule that applies", "लागू नियम", True),
               ("A remark on the applicant's motives", "आवेदक की नीयत पर टीका", False), ("The level that can approve", "अनुमोदन का स्तर", True)),
              "Facts, rules and the level of approval are needed to decide; motives never stand on a file.",
              "निर्णय के लिए तथ्य, नियम और अनुमोदन का स्तर चाहिए; नीयत की बात फ़ाइल पर नहीं होती।"),
        Asked("An office memorandum opens with “Sir” or “Madam”.", "कार्यालय ज्ञापन “महोदय” या “महोदया” से आरंभ होता है।", FALSE_IS_RIGHT,
              "An office memorandum is in the third person and has no salutation. See “Which form, for whom”.",
              "कार्यालय ज्ञापन अन्य पुरुष में होता है और उसमें संबोधन नहीं होता। देखें “कौन सा रूप, किसके लिए”।"),
        Asked("Which form draws the personal attention of another officer?", "दूसरे अधिकारी का व्यक्तिगत ध्यान किस रूप से दिलाया जाता है?",
              (("Demi-official letter", "अर्ध-शासकीय पत्र", True), ("Notification", "अधिसूचना", False), ("Office order", "कार्यालय आदेश", False), ("Office memorandum", "कार्यालय ज्ञापन", False)),
              "A demi-official letter is written by name, in the first person.", "अर्ध-शासकीय पत्र नाम से, उत्तम पुरुष में लिखा जाता है।"),
        Asked("Where are statutory rules published?", "सांविधिक नियम कहाँ प्रकाशित होते हैं?",
              (("In the Gazette of India, by notification", "भारत के राजपत्र में, अधिसूचना द्वारा", True), ("On the notice board of the department", "विभाग के सूचना पट्ट पर", False),
               ("In an office order", "कार्यालय आदेश में", False), ("In a demi-official letter", "अर्ध-शासकीय पत्र में", False)),
              "Statutory rules are notified in the Gazette of India.", "सांविधिक नियम भारत के राजपत्र में अधिसूचित होते हैं।"),
        Asked("Within how many days is a letter from a Member of Parliament acknowledged?", "संसद सदस्य के पत्र की पावती कितने दिन में दी जाती है?",
              (("15 days", "15 दिन", True), ("30 days", "30 दिन", False), ("45 days", "45 दिन", False), ("7 working days", "7 कार्य दिवस", False)),
              "Acknowledged within 15 days, answered within the next 15.", "15 दिन में पावती, उसके बाद के 15 दिन में उत्तर।"),
        Asked("Any officer may authenticate an order in the name of the President.", "राष्ट्रपति के नाम के आदेश को कोई भी अधिकारी अधिप्रमाणित कर सकता है।", FALSE_IS_RIGHT,
              "Only officers named in the Authentication (Orders and other Instruments) Rules, 2002: Article 77(2).",
              "केवल अधिप्रमाणन (आदेश और अन्य लिखत) नियम, 2002 में नामित अधिकारी: अनुच्छेद 77(2)।"),
        Asked("Why are the paragraphs of a note numbered?", "टिप्पणी के अनुच्छेदों पर क्रमांक क्यों होते हैं?",
              (("So that others can refer to them", "ताकि दूसरे उनका संदर्भ दे सकें", True), ("To make the note longer", "टिप्पणी लंबी करने के लिए", False),
               ("Because the Gazette requires it", "क्योंकि राजपत्र में ऐसा आवश्यक है", False)),
              "Later notes refer to “paragraph 3 above” instead of repeating it.", "बाद की टिप्पणियाँ दोहराने के बजाय “ऊपर अनुच्छेद 3” का संदर्भ देती हैं।"),
        Asked("The approved note and the draft that follows must say the same thing.", "अनुमोदित टिप्पणी और उसके बाद के प्रारूप में एक ही बात होनी चाहिए।", TRUE_IS_RIGHT,
              "A draft that goes further than the note has to be decided again.", "टिप्पणी से आगे जाने वाले प्रारूप पर दोबारा निर्णय लेना पड़ता है।"),
        Asked("Another department is asked for advice on a file. What must the note to it state?", "फ़ाइल पर दूसरे विभाग से सलाह माँगी जाती है। उसे भेजी टिप्पणी में क्या लिखा हो?",
              (("The exact point on which advice is wanted", "वह बिंदु जिस पर सलाह चाहिए", True), ("Only “for advice, please”", "केवल “कृपया सलाह दें”", False),
               ("The names of all who saw the file", "फ़ाइल देखने वाले सभी के नाम", False)),
              "Advice on an exact question comes back sooner, and decides it.", "ठीक प्रश्न पर सलाह जल्दी लौटती है और उसे सुलझा देती है।"),
        Asked("Which communication is used for leave and the distribution of work inside an office?", "छुट्टी और कार्यालय के भीतर कार्य के बँटवारे के लिए किसका उपयोग होता है?",
              (("Office order", "कार्यालय आदेश", True), ("Notification", "अधिसूचना", False), ("Letter", "पत्र", False)),
              "Internal administration is by office order.", "आंतरिक प्रशासन कार्यालय आदेश से होता है।"),
        Asked("What does DFA on a draft mean?", "प्रारूप पर DFA का क्या अर्थ है?",
              (("Draft for approval", "अनुमोदनार्थ प्रारूप", True), ("Dispatched from archive", "अभिलेखागार से प्रेषित", False), ("Date of final action", "अंतिम कार्रवाई की तारीख", False)),
              "A draft is put up as DFA with the note that explains it.", "प्रारूप उस टिप्पणी के साथ DFA के रूप में प्रस्तुत होता है जो उसे समझाती है।"),
    ),
)  # fmt: skip

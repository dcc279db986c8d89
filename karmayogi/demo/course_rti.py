# ruff: noqa: E501
"""The RTI Act in daily work. Source: Right to Information Act, 2005; Right to Information Rules, 2012."""

from karmayogi.demo.course_form import FALSE_IS_RIGHT, TRUE_IS_RIGHT, Asked, DemoCourse, Text

RTI_BASICS = DemoCourse(
    code="rti-act-2005-basics",
    title="RTI Act 2005: the Basics",
    title_hi="सूचना का अधिकार अधिनियम 2005: मूल बातें",
    summary="Receive a request, find the information, answer in time, and know when and how to refuse.",
    summary_hi="आवेदन लेना, सूचना ढूँढ़ना, समय पर उत्तर देना, और जानना कि कब और कैसे मना किया जा सकता है।",
    outcomes=(
        "Say who may ask, for what and how",
        "Keep the time limits of sections 6, 7 and 11",
        "Apply the exemptions of section 8 with reasons",
        "Explain appeals and penalties",
    ),
    outcomes_hi=(
        "बताना कि कौन, क्या और कैसे माँग सकता है",
        "धारा 6, 7 और 11 की समय सीमा का पालन",
        "धारा 8 की छूट कारण सहित लागू करना",
        "अपील और शास्ति समझाना",
    ),
    competencies=(("rti-responsiveness", 2), ("rti-records-management", 1)),
    modules=(
        (
            "The right and the request",
            "अधिकार और आवेदन",
            (
                Text(
                    "Who may ask, and for what",
                    "कौन माँग सकता है, और क्या",
                    1,
                    """<p>Every citizen has the right to information held by or under the control of a public authority
(sections 2(j) and 3). Information is material in any form: records, e-mails, opinions, contracts, samples, data held
electronically (section 2(f)). The right includes inspecting work and records, taking notes, extracts, certified copies
and certified samples.</p>
<ul><li>The request is made in writing or electronically, in English, Hindi or the official language of the area
(section 6(1)).</li><li>The applicant <strong>need not give any reason</strong> nor personal details other than those
needed for contact (section 6(2)).</li><li>The fee is ₹10; people below the poverty line pay none (RTI Rules 2012;
section 7(5)).</li><li>Who cannot write is helped by the Public Information Officer to do so.</li></ul>
<p>If another authority holds the information, the request is transferred to it within <strong>five days</strong>, and
the applicant is told (section 6(3)).</p>
<p>Section 4 asks every authority to publish much of this by itself, so that people need the Act as little as possible.</p>""",
                    """<p>प्रत्येक नागरिक को लोक प्राधिकरण के पास या उसके नियंत्रण में रखी सूचना का अधिकार है (धारा 2(ञ) और 3)।
सूचना किसी भी रूप की सामग्री है: अभिलेख, ई-मेल, मत, संविदा, नमूने, इलेक्ट्रॉनिक आँकड़े (धारा 2(च))। अधिकार में कार्य और
अभिलेखों का निरीक्षण, नोट और उद्धरण लेना, प्रमाणित प्रतियाँ और नमूने लेना शामिल है।</p>
<ul><li>आवेदन लिखित या इलेक्ट्रॉनिक रूप से, अंग्रेज़ी, हिंदी या क्षेत्र की राजभाषा में होता है (धारा 6(1))।</li>
<li>आवेदक को <strong>कोई कारण बताना आवश्यक नहीं</strong>, न संपर्क के अतिरिक्त कोई व्यक्तिगत विवरण (धारा 6(2))।</li>
<li>शुल्क ₹10 है; गरीबी रेखा से नीचे के लोगों से नहीं लिया जाता (नियम 2012; धारा 7(5))।</li>
<li>जो लिख नहीं सकता उसकी सहायता लोक सूचना अधिकारी करता है।</li></ul>
<p>सूचना किसी अन्य प्राधिकरण के पास हो तो आवेदन <strong>पाँच दिन</strong> में उसे अंतरित होता है और आवेदक को बताया जाता है (धारा 6(3))।</p>
<p>धारा 4 हर प्राधिकरण से कहती है कि वह बहुत कुछ स्वयं प्रकाशित करे, ताकि लोगों को इस अधिनियम की कम से कम आवश्यकता पड़े।</p>""",
                ),
                Text(
                    "Time limits",
                    "समय सीमा",
                    1,
                    """<table><thead><tr><th scope="col">Step</th><th scope="col">Time</th><th scope="col">Section</th></tr></thead><tbody>
<tr><td>Transfer to another authority</td><td>5 days</td><td>6(3)</td></tr>
<tr><td>Answer</td><td>30 days</td><td>7(1)</td></tr>
<tr><td>Answer where life or liberty is concerned</td><td>48 hours</td><td>7(1)</td></tr>
<tr><td>Notice to a third party</td><td>within 5 days of the request</td><td>11(1)</td></tr>
<tr><td>The third party may object</td><td>within 10 days of the notice</td><td>11(2)</td></tr>
<tr><td>First appeal</td><td>within 30 days</td><td>19(1)</td></tr>
<tr><td>Second appeal to the Commission</td><td>within 90 days</td><td>19(3)</td></tr></tbody></table>
<p>No answer in time counts as a refusal (section 7(2)). Information given late is given free of charge (section 7(6)).</p>""",
                    """<table><thead><tr><th scope="col">चरण</th><th scope="col">समय</th><th scope="col">धारा</th></tr></thead><tbody>
<tr><td>अन्य प्राधिकरण को अंतरण</td><td>5 दिन</td><td>6(3)</td></tr>
<tr><td>उत्तर</td><td>30 दिन</td><td>7(1)</td></tr>
<tr><td>जीवन या स्वतंत्रता से जुड़ी सूचना</td><td>48 घंटे</td><td>7(1)</td></tr>
<tr><td>पर-व्यक्ति को सूचना</td><td>आवेदन के 5 दिन में</td><td>11(1)</td></tr>
<tr><td>पर-व्यक्ति का अभ्यावेदन</td><td>सूचना के 10 दिन में</td><td>11(2)</td></tr>
<tr><td>पहली अपील</td><td>30 दिन में</td><td>19(1)</td></tr>
<tr><td>आयोग को दूसरी अपील</td><td>90 दिन में</td><td>19(3)</td></tr></tbody></table>
<p>समय पर उत्तर न देना इनकार माना जाता है (धारा 7(2))। देर से दी गई सूचना निःशुल्क दी जाती है (धारा 7(6))।</p>""",
                ),
            ),
        ),
        (
            "Refusing, appeal, penalty",
            "इनकार, अपील, शास्ति",
            (
                Text(
                    "When information may be refused",
                    "सूचना कब रोकी जा सकती है",
                    1,
                    """<p>Section 8(1) lists what need not be disclosed: among others the sovereignty and security of India,
what a court has forbidden to publish, trade secrets, cabinet papers until the matter is complete, what would endanger
a life, and what would impede an investigation. A refusal names the clause <em>and</em> says why it applies, and tells
the applicant how and to whom to appeal (section 7(8)).</p>
<ul><li>Even exempt information may be given when the public interest outweighs the harm (section 8(2)).</li>
<li>If only a part is exempt, the rest is given: severability (section 10).</li>
<li>Most exemptions end after 20 years (section 8(3)).</li></ul>
<p>A Public Information Officer who refuses a request in bad faith, delays without reasonable cause or destroys what was
asked for may be fined ₹250 a day, up to ₹25,000, by the Information Commission (section 20). Who helped, or was asked
to help, is treated as the Public Information Officer for this purpose (section 5(5)).</p>""",
                    """<p>धारा 8(1) बताती है कि क्या प्रकट करना आवश्यक नहीं: भारत की संप्रभुता और सुरक्षा, जिसका प्रकाशन न्यायालय ने रोका हो,
व्यापार गोपनीयता, मामला पूरा होने तक मंत्रिमंडल के कागज़, जिससे किसी का जीवन संकट में पड़े, और जिससे जाँच में बाधा हो।
इनकार में खंड बताया जाता है <em>और</em> यह भी कि वह क्यों लागू है, तथा अपील कैसे और किसको होगी (धारा 7(8))।</p>
<ul><li>लोक हित हानि से अधिक हो तो छूट वाली सूचना भी दी जा सकती है (धारा 8(2))।</li>
<li>केवल एक भाग में छूट हो तो शेष दिया जाता है: पृथक्करणीयता (धारा 10)।</li>
<li>अधिकतर छूट 20 वर्ष बाद समाप्त होती हैं (धारा 8(3))।</li></ul>
<p>जो लोक सूचना अधिकारी दुर्भावना से इनकार करे, बिना उचित कारण देर करे या माँगी सूचना नष्ट करे, उस पर सूचना आयोग
₹250 प्रतिदिन, अधिकतम ₹25,000 की शास्ति लगा सकता है (धारा 20)। जिससे सहायता माँगी गई वह भी इस प्रयोजन के लिए लोक सूचना
अधिकारी माना जाता है (धारा 5(5))।</p>""",
                ),
            ),
        ),
    ),
    quiz=(
        Asked("Must an applicant say why the information is wanted?", "क्या आवेदक को बताना होगा कि सूचना क्यों चाहिए?",
              (("No, never", "नहीं, कभी नहीं", True), ("Yes, always", "हाँ, सदैव", False), ("Only if it is more than ten pages", "केवल दस पृष्ठ से अधिक पर", False)),
              "Section 6(2): no reason is to be asked for.", "धारा 6(2): कारण नहीं पूछा जाता।"),
        Asked("Within how many days is a request transferred to the authority that holds the information?", "सूचना रखने वाले प्राधिकरण को आवेदन कितने दिन में अंतरित होता है?",
              (("5", "5", True), ("10", "10", False), ("15", "15", False), ("30", "30", False)),
              "Section 6(3): within five days.", "धारा 6(3): पाँच दिन में।"),
        Asked("The information concerns the life or liberty of a person. When is it due?", "सूचना किसी के जीवन या स्वतंत्रता से जुड़ी है। कब तक देनी है?",
              (("Within 48 hours", "48 घंटे में", True), ("Within 5 days", "5 दिन में", False), ("Within 30 days", "30 दिन में", False)),
              "Section 7(1), proviso: 48 hours.", "धारा 7(1), परंतुक: 48 घंटे।"),
        Asked("What follows if no answer is given in time?", "समय पर उत्तर न दिया जाए तो क्या होता है?",
              (("It counts as a refusal", "इसे इनकार माना जाता है", True), ("The information is then free of charge", "तब सूचना निःशुल्क होती है", True), ("The request lapses", "आवेदन समाप्त हो जाता है", False)),
              "Sections 7(2) and 7(6).", "धारा 7(2) और 7(6)।"),
        Asked("When only a part of a record is exempt, the whole record is refused.", "अभिलेख का केवल एक भाग छूट में हो तो पूरा अभिलेख रोका जाता है।", FALSE_IS_RIGHT,
              "Section 10: the rest is given.", "धारा 10: शेष दिया जाता है।"),
        Asked("What must a refusal contain?", "इनकार में क्या-क्या होना चाहिए?",
              (("The reasons", "कारण", True), ("How, by when and to whom to appeal", "अपील कैसे, कब तक और किसको", True), ("The applicant's reasons", "आवेदक के कारण", False)),
              "Section 7(8).", "धारा 7(8)।"),
        Asked("How long has a third party to object after the notice?", "सूचना मिलने के बाद पर-व्यक्ति के पास अभ्यावेदन के लिए कितना समय है?",
              (("10 days", "10 दिन", True), ("5 days", "5 दिन", False), ("30 days", "30 दिन", False)),
              "Section 11(2): ten days.", "धारा 11(2): दस दिन।"),
        Asked("What is the highest penalty under section 20?", "धारा 20 के अधीन अधिकतम शास्ति कितनी है?",
              (("₹25,000", "₹25,000", True), ("₹10,000", "₹10,000", False), ("₹250", "₹250", False), ("₹1,00,000", "₹1,00,000", False)),
              "₹250 a day, ₹25,000 in all.", "₹250 प्रतिदिन, कुल ₹25,000 तक।"),
        Asked("Within how many days is a second appeal made to the Information Commission?", "सूचना आयोग को दूसरी अपील कितने दिन में होती है?",
              (("90", "90", True), ("30", "30", False), ("45", "45", False)), "Section 19(3).", "धारा 19(3)।"),
        Asked("Public interest can outweigh an exemption.", "लोक हित छूट से अधिक महत्वपूर्ण हो सकता है।", TRUE_IS_RIGHT,
              "Section 8(2).", "धारा 8(2)।"),
        Asked("Which languages may a request be in?", "आवेदन किन भाषाओं में हो सकता है?",
              (("English", "अंग्रेज़ी", True), ("Hindi", "हिंदी", True), ("The official language of the area", "क्षेत्र की राजभाषा", True), ("Any language of the world", "विश्व की कोई भी भाषा", False)),
              "Section 6(1).", "धारा 6(1)।"),
    ),
)  # fmt: skip

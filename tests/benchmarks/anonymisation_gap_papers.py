"""Whole papers in other hands than the lines the rules were made with, marked as `anonymisation_marked` says."""

from __future__ import annotations

from roundtable.anonymise import Identifier, Person, Place, Register

REGISTER = Register(
    people=(
        Person("c1", "Tyler Pemberton", "Child", ("Ty",)),
        Person("c2", "Ruby Pemberton", "Sibling"),
        Person("m1", "Kelly Pemberton", "Mother"),
        Person("f1", "Dean Marlow", "Father"),
        Person("g1", "Maureen Pemberton", "Grandmother", ("Mo",)),
        Person("s1", "Chidinma Okonjo", "Social Worker"),
        Person("p1", "PC Harriet Lowndes", "Police officer"),
        Person("t1", "Joy Summers", "Teacher"),
    ),
    places=(
        Place("a1", "62 Cranleigh Avenue, Wetherby ZZ99 7AB", "Address"),
        Place("sc", "St Oswald's Catholic Primary School", "School"),
        Place("gp", "Fernhill Medical Practice", "GP practice"),
    ),
    identifiers=(
        Identifier("n1", "nhs", "999 456 7812"),
        Identifier("d1", "date of birth", "2014-11-22"),
        Identifier("t1", "phone", "07700 900456"),
    ),
)

PAPERS: dict[str, str] = {
    "hurried return": """
        <tyler> known to us since yr 1. mum <kelly> engages ok but dad <dean> hard to reach, never answers <07700 900456>
        moved from <?skelthorpe> to <62 cranleigh ave> in march. lives w mum, <ruby> and a lodger called <stu>
        mat gran <mo> does pick ups mon + weds, uncle <?kez> the rest
        <ty> has told his ta <?shan> that <?stu> "gives me the creeps". recorded on cpoms, dsl aware
        attendance 84 per cent, 11 lates, 2 fixed term exclusions. no camhs referral yet. ehcp not in place
        friends w <callum> and <jayden> from the estate who are both known to yjs
        <dean> said he works nights at the depot. he rang the office once, was polite
        gp is <fernhill>. hv was <becky> until she left, now <anj>
        his nhs no <nine nine nine four five six seven eight one two>
        will need support w transition. may need a new plan. mark as amber
    """,
    "police log": """
        2214 CALLER A FEMALE STATES EX PARTNER BANGING ON DOOR AT <62 CRANLEIGH AVE>. CHILDREN CAN BE HEARD CRYING
        2219 CALLER GIVES NAME AS <PEMBERTON>. MALE IS <DEAN MARLOW> DOB <?22NOV1985>
        2226 <PC LOWNDES> AND <PC 3317> ON SCENE. MALE MADE OFF IN SILVER ASTRA, REG <YK14 HZP>
        2231 CHILDREN <TYLER> AND <RUBY> SEEN SAFE AND WELL UPSTAIRS WITH NEIGHBOUR
        2240 FEMALE DECLINES STATEMENT. DASH COMPLETED, MEDIUM. PPN SUBMITTED. CSC EDT INFORMED
        2252 MALE CALLED 101 FROM <07700 900871> TO GIVE HIS SIDE. NHS 111 ADVISED RE CUT TO HAND
        2301 LOG CLOSED. SGT TO REVIEW. BWV RETAINED. CAD <4471> OF <22/11/23> REFERS
    """,
    "minutes": """
        Present: <Chidinma Okonjo> (CSC), <PC Lownds>, <J. Summers> (<St Oswald's>), <Bronwen Pryce-Hall> (health), <Mr Adebowale>.
        <CO> opened the meeting. <HL> gave an update from MASH: the Graded Care Profile had been completed.
        <Joy> said that <Tyler>'s mood was low. Joy is a word too. <?Summers> in the past had been hard.
        The child's friend, <LM>, was mentioned; <LM>'s mother is not known to services.
        ACTION: <CO> to speak to <Dean> by <4.12.23>. ACTION: <?BPH> to chase CAMHS. ACTION: DSL to update the chronology.
        Section 47 enquiries ended in May. Early Help stepped up to CIN. The NHS 10 Year Plan was referred to.
        Attendance rose to 91 per cent. Rose again in June. Hope was expressed by all.
        Next meeting: <the third of January>, at <Fernhill Medical>.
    """,
    "chat": """
        anyone heard from <?kel>?
        nope. tried <?dean> too, goes to voicemail
        <ruby> says <ty> slept at <kyle>'s last nite
        who's <kyle>?
        some lad from <st oswalds>, mum is called <trace>
        her insta is <trace_x_kyle>, pics of them all at <?lowfield> rec
        ok i will ring <hattie> at the station
        <?joy> here - <?ruby> in school, <ty> not. <mo> rang in sick for him
        cheers. strat meeting at 3? camhs cant come
        yes. bring the gcp2 pls
        add <@ty.pemb> on snap lol
    """,
    "scanned": """
        Re: <Ty1er Pernberton>, d.o.b. <22/l1/2014>, NHS <999 4S6 78I2>
        <62 Cran1eigh Avenue>, <ZZ99 7A8>
        I saw this boy with his mother <Kel1y> and his sister <Rubv> in the clinic on <3O November 2023>.
        <Mrs Pemberlon> reports that sleep is poor. There is no heart rnurmur. Growth is on the 25th centile.
        Copy: <Dr Fernando-Reyes>, <Fernhi1l Medical Practice>; <Ms C. Okonjo>.
        Telephone <O77OO 900456>.
    """,
    "spoken note": """
        seen with mum at the surgery on <the second of december> full stop he was born on <the twenty second of november
        two thousand and fourteen> full stop mum's number is <oh double seven double oh nine double oh four five six> full
        stop dad <?dean> is not at home full stop his uncle <kieron> drove them and aunt <maeve> waited outside full stop
        one two three four stitches were needed five weeks ago
    """,
    "disguised": """
        In his drawing he wrote <T Y L E R> and <?R.u.b.y>. The file was saved as <pemberton_ty_v2.docx>.
        <Ty‍ler> and <Ｒｕｂｙ> are on the list; so is <Tуler> with a foreign letter, and <Pem-\u00adberton>.
        See <TylerPemberton14> and <tyler.p@example.org>. "<Relyt>" is not him.
    """,
    "ordinary": """
        The child said that the party was good and the cake was better. Will she come again? She may.
        Mum reported that dad works away. Nan helps. The boy called out. Staff named three strengths.
        The friend called an ambulance and the neighbour called the police. His sister will start in May.
        Children's Social Care and the Police met in London. The UK guidance, Working Together, was followed.
        Practitioners asked: who is the lead? Health said no. School said yes. Housing said maybe. Nobody rang.
        Rates of neglect rose by a third. Rose to 12 per cent, then fell. Drew on evidence. Summer holidays began.
        CAMHS, MASH, MARAC, CPIS and the LADO were all informed. ICPC held within 15 days. EHE form sent to LA.
        A strategy discussion took place under Section 47. The Public Law Outline was not used. PLO letter sent.
        The worker was told that the plan was agreed. "I was scared," she said. "Then it stopped."
        One in four. Six of eight. Nine or ten visits. Three two one. Seven to eight hours' sleep.
        Parents' evening, Mother's Day, World Book Day, Black History Month and Eid were all missed.
        The Outcomes Star, the Strengths and Difficulties Questionnaire and Signs of Safety were completed.
        he likes football, pizza and his dog. he said school is fun. mum says hes lazy. gran said he is a good lad
        the drive was blocked, the court was busy and the lane was dark. he goes to primary school by bus
    """,
}

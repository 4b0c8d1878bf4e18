"""More whole papers, of another family and of nobody registered, marked as `anonymisation_marked` says."""

from __future__ import annotations

from roundtable.anonymise import Identifier, Person, Place, Register

REGISTER = Register(
    people=(
        Person("c1", "Zainab Mahmood", "Child", ("Zee",)),
        Person("c2", "Haris Mahmood", "Sibling"),
        Person("m1", "Shabana Mahmood", "Mother"),
        Person("f1", "Imtiaz Mahmood", "Father"),
        Person("p1", "Rosie Winterbourne", "Health Visitor"),
        Person("p2", "Glen Park", "Teacher"),
        Person("p3", "Ffion Ap Rhys", "Social worker"),
        Person("o1", "Daisy Long", "Other child"),
    ),
    places=(
        Place("a1", "Flat 9, Hazel House, Tanner Street, Millport ZZ99 2CD", "Address"),
        Place("sc", "Bankside Academy", "School"),
        Place("gp", "The Old Dairy Surgery", "GP practice"),
        Place("nu", "Little Acorns Nursery", "Nursery"),
    ),
    identifiers=(Identifier("n1", "nhs", "999 333 2211"),),
)

PAPERS: dict[str, str] = {
    "return a": """
<zainab> and <haris> on roll since sept, <haris> in reception at <little acorns> before that
<shabana> always comes to parents eve but <imtiaz> works away (lorry driver)
<glen> rang mum on <3/11> as <?zee> had a mark on her neck. she said <haris> did it playing. aunty <noreen> was with her
spoke to <?rosie> she hasnt seen them since <dec 22>
older cousin <faraz> stays at weekends. <faraz> is 19. friend <?daisy> said he gives <?zee> vapes
mum <shabana> reluctant re camhs as worried about stigma. dad more open. may revisit in may
child says she likes school esp art and wants to be a vet. she can be sunny but some days shes flat
school nurse is <?ola>, she covers 4 schools. saw <?zee> x2
""",
    "return b": """
Dr <Kowalczuk> saw her for <?KS>'s ear. <S.M.> was with the interpreter, a Mrs <Begum>. NHS number <999-333-2211>.
She said "me mate <Kyra> lets me kip at hers". <Kyra>'s mum is known as <?Shell>. They live off <Ropewalk Lane>.
In the week commencing <5 June 2023> she missed school. Since March she has been at <Bankside>. Attendance rose from 71% to 80%.
<Glen>'s view was that the park is not safe. Park wardens agreed. <Mr Park> rang. <G Park> signed.
Contact: <07700 900 765>, or <glen.park@bankside.example.org>, or the duty line on 101.
""",
    "cad": """
CAD <1187> <14FEB24> 18:42 Informant <Daisy Long>'s mother <Petra> reports missing <Zainab>, last seen <Tanner St> bus stop.
18:55 PS <Harlow> tasked. Obs passed. Description: IC4 female, 13, blk puffa, wht Nikes. Poss with male known as <Dodge>.
19:20 T/C to home, <Imtiaz MAHMOOD> states she has gone to her nan's in <Oldbury>. No VRM known. Poss blue Polo <WX19 KLD>.
20:05 Found safe, <Hazel Hse> stairwell. Conveyed home by <PC 5512 Yeo>. Debrief: would not say. PPN <24/00871>.
20:30 EDT worker <Marguerite> updated. S/W <ffion> to see tmrw. LAC flag N. CSE flag Y. Med risk.
""",
    "mins": """
<ZM> (13) and <HM> (4). Chair: <F Ap Rhys>. Minutes: <L. Tomlinson>. Apols: <Rosie W>, <Glen P>.
1. Update. Ms <Ap-Rhys> has seen <?Z> twice alone. <?Z> draws her dad very small.
2. Health. <R Winterborne> will weigh <Haris>. <The Old Dairy> has no concerns. Red Book lost.
3. School. Long discussion on Long Covid absence. <?Long> family also known. Summer school offered; may not attend.
4. Mum's friend <Ghazala> offers respite. <?GH> to be checked by MASH.
ACTIONS: FR - chronology by <Fri 9th>; <RW> - weigh; GP - letter to surgery.
""",
    "whats": """
hi its <ffion>, is <?zee> with you
no shes at <bankside> til 4 then <daisys>
k. <shab> not picking up. any1 got <imtiaz> no?
<07700900321> but he wont answer lol
<rosie> ur visit 2moz? meet at <tanner st> 10?
cant, at <old dairy> all morn. ask <?glenn>
<?glenn> said <haris> fell asleep at carpet time again 😴
omg <?ffi> her nan bibi just called me, v upset re uncle <tariq>
is that <tariq> from <?sparkbrook>?? same one
yh
""",
    "ocr": """
PATIENT: <MAHM00D, Za1nab>      D0B: <l4/O7/2O1O>      NHS N0: <999 333 22ll>
Seen in clinic with her rnother, <Mrs Mahmoocl>. Inter-
preter present. <Zainah> was quiet. Her brother <Harls> has asthma.
Address: <F1at 9, Hazel House>, <Tanner 5treet>, <ZZ99 2CD>
Bruise to 1eft upper arm, 3 crn. No fracture. Ph0tos taken. Body rnap done.
cc <Dr L. Oyelowo>, <The Old Da1ry Surgery>; <Ms R. Winterboume>, Health Visitor
""",
}

# Nobody is registered here.
STRANGERS: dict[str, str] = {
    "hv notes": """
HV contact <12.9.23>: mum <tash> tired, has low mood, EPDS 14. baby <?arlo> 0.4th centile, head lag noted. dad <?jordy> works as a roofer
sleeps in w mum, advised re safe sleep, lullaby trust leaflet given. smokes 10/day. mgm <?lorna> supportive, lives 3 doors down
rv 2/52. d/w GP <dr patel>. bf well, weaning nxt. asq done. imms utd. <arlo> to be weighed wkly
older sib <?rafe> in reception at <st cuthberts>. speech delay ref to salt
""",
    "school log": """
Mon: <Kayleigh-Mae> late again, no coat. <Mrs Fothergill> gave breakfast. Said her mum "was still in bed with <Daz>".
Tue: <KM> cried in PE. <KM>'s friend <Ellie> says <KM> is not allowed out. Rang mum - no answer.
Wed: absent. Thurs: absent. Fri: <Kayleigh> came in with Nan? no - with a lady called <Bev>, who said she was an aunty.
DSL (<?HF>) informed. Ref to MASH no. <77123>. Attendance fell to 68%. Summer term report due. Head said yes.
""",
    "yjs": """
<Jaydon W> (16) NFA for robbery <14/8/22>. Co-accused <T. Adeyemi> and a lad known as <Spider>. Breached ISS. Now at HMYOI <Wetherby>.
Says he is "done with road life". Mentor <?Kofi> seen weekly. Wants to do plastering. Mum's ex <Gaz> dealt from the flat.
AIM3 done. Prevent ref considered. NRM conclusive grounds. Section 20 placement in <?Kent> Out of borough. School excluded him in May.
""",
    "gp letter": """
Thank you for your letter about this 7 year old. I last saw her on <3rd Sept>. She has asthma and eczema, on Clenil and Ventolin.
Her mother is on sertraline. Dad's diagnosis of Crohn's is new. Caesarean section scar healed. MMR given. BP normal. Asperger's queried.
I note the Graded Care Profile score. I share the concern of <Sister Abernathy>. The family moved here from <Todmorden> in January 2021.
NHS <943 476 5919>; new tel <0161 496 0345>. Yours, <Dr P. Venkatesh>, <Meadowbank Health Centre>.
""",
    "dictated": """
this is a note about the <mccafferty> family the eldest <niall> was fifteen on the <ninth of june> and he lives with
his aunt <?carmel> in <?newry> his social worker is <declan> and his phone is <oh two eight nine oh one eight oh oh one two>
he said that <ciara> his sister was hit by their stepdad and that <ciara> ran to the neighbours he will be seen on <the eleventh of july>
""",
    "plain": """
The panel met in the town hall. The head of service thanked the team. Early Help, Housing and Health each gave a return.
A mother said that she felt heard. A father said he did not. The gran of one child called it "a lottery". Who will act? We will.
Workers used the Signs of Safety, the Brook tool and the Outcomes Star. Some had not read Working Together. The Munro review was quoted.
It was agreed in March that thresholds would be published. By May they were not. Will this change? Hope remains. Grace is needed.
Recommendation 3: the Partnership should, by June, review its offer to fathers. Lead: Quality Assurance Manager. Mark as done when audited.
the child was seen and the child was heard. staff called it good. mum called back. dad named his worries. his sister joined
call 999 or 111. see form c1a. ask at the front desk. go to the family hub. the drug is called ketamine. the tool is called gcp2
""",
    "chat no names": """
morning all, can we move core grp to 2pm? hv stuck on a visit
yep fine w me. has anyone chased the school re attendance certs
they said theyd email it over b4 lunch. still waiting lol
ok. mum txt me last nite, says shes not coming cos she hasnt got bus fare
can we sort a taxi? eh have a pot for that i think
will ask my manager. btw dads solicitor rang, wants copies of the mins
defo not without consent. ill ring legal
safeguarding lead off sick so deputy will sit in
cheers. brother has a dentist appt so wont be there. gran might
child wants her dog on the plan haha. fair enough tbh
good shout. voice of the child innit
nan says the house is freezing, boiler bust again, landlord useless
who knows the housing bods? someone called them in jan
summer hols are a worry, no fsm, no clubs, nothing
hope they extend haf. mark it as an action
grace period on the rent ends friday. faith group offered food parcels
""",
    "hurried prose": """
sib group of 4 open to us since early 2019. neglect and dv. three prior ehas closed as mum disengaged. dad in custody for breach of nmo.
home conditions poor, no bedding, dog mess on floor, lightbulbs missing. midwife noted late booking. bruising to jaw explained as a fall.
child was in nursery but place lapsed. speech delayed, not toilet trained. dentist dna x3. optician dna x2. imms outstanding.
plan made subject to icpc in may. step down agreed in aug. reopened dec. chronology not shared. supervision monthly. drift.
the worker called weekly and was told the kids were asleep. a neighbour named the risk. she was called a grass. he was known as a risk.
""",
}

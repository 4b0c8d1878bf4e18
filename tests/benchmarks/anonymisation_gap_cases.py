"""Lines where names and numbers are written as they seldom are, marked as `anonymisation_marked` says.

Everybody is invented.
"""

from __future__ import annotations

from roundtable.anonymise import Identifier, Person, Place, Register

REGISTER = Register(
    people=(
        Person("c1", "Amelia Rose Thornton", "Child", ("Millie",)),
        Person("c2", "Summer Rose Kettle", "Sibling"),
        Person("c3", "Kian Burnham", "Other Child"),
        Person("m1", "Hope Thornton", "Mother"),
        Person("f1", "Mark Hornby", "Mother's partner"),
        Person("g1", "Jane Clifford", "Grandmother"),
        Person("s1", "Will Ofori", "Social Worker"),
        Person("h1", "Grace Mbeki", "Health Visitor"),
        Person("p1", "Dawn Illingworth", "Teacher"),
    ),
    places=(
        Place("a1", "14 Ashworth Road, Coldstow ZZ99 3VZ", "Address"),
        Place("sc", "Holy Trinity Primary School", "School"),
        Place("gp", "Barnwell Health Centre", "GP practice"),
        Place("a2", "Flat 3, 27 Milburn Terrace", "Address"),
    ),
    identifiers=(
        Identifier("n1", "nhs", "999 123 4567"),
        Identifier("d1", "date of birth", "2016-05-04"),
        Identifier("t1", "phone", "07700 900123"),
    ),
)

LINES: dict[str, str] = {
    "small letters": """
        uncle <raj> picked him up from school
        she said <mia> cried all night
        her friend called <joe> was there
        a lad named <kai> has been seen outside
        his auntie <bev> says she will have them
        staying with nan <pat> at the weekend
        her cousin <eli> hit her
        mum's boyfriend <ged> was drunk
        the boy, <zac>, ran off
        someone called <dwayne> rang
        the baby <ava> was asleep
        dad <?lee> not seen since
        her mate <shaz> lets her stay
        a man known as <tommo> drives them about
        spoke to <ren> who denied it
        my brother <ali> was there too
        <mia> cried when asked about home
        <leo> was seen with a bruise
        <zara> said nothing
        her sister <ivy> said she was scared
        aunt <may> came with her
        grandma <jo> collects on fridays
        stepdad <kev> shouted
        <?jaz> told staff that he hit her
        then <ian> left the house
        met <?bex> and <tia> in the park
        his partner <kim> is pregnant
        a girl named <lola> from year 9
        they call him <?baz>
        the neighbour <sue> heard shouting
        her dad <rob> is inside
        a friend of mums named <tasha> was minding them
        child disclosed that uncle <bilal> touches her
        big <dave> from the pub gave him a lift
        older brother <tyrell> was arrested
        mum named him as <craig>
    """,
    "small words stay": """
        uncle said he would come
        her friend called the police
        his aunt has agreed to help
        mum and dad were there
        the baby cried all night
        a friend called in to see them
        named nurse to follow up
        the named person was informed
        a child named in the report
        uncle was not seen
        her sister will collect her
        mum rang to cancel
        she called out to him
        they called an ambulance
        a man called at the house
        he was called into the office
        dad did not attend
        her brother and sister were seen
        nan to have them at weekends
        partner works nights
        spoke to mum who denied it
        spoke to school re attendance
        then mum left the house
        met with dad and school
        a friend rang late
        my son has asthma
        his cousin lives there too
        the boy ran off
        aunt may help with the school run
        brother can stay with her
        grandmother cares for them
        partner to be invited
        the girl cried
        staff cried with him
        little one cried
        she was called names at school
        the risks named in the plan
        uncle drinks
        the father named on the birth certificate
        stepdad shouts
        big changes are needed
        dad still drinks
        it is called neglect
        the group is called first steps
        a drug called spice
        an app called omegle
        the neighbour heard shouting
        called again at ten
    """,
    "word names": """
        <Hope>'s mum rang.
        Then <Hope> left. Hope was expressed that things may settle.
        <Jane>'s mum rang.
        <Grace>'s notes were late.
        <Dawn>'s class was full.
        <Will>'s visit was short.
        <Mark>'s car was outside.
        We saw that <Will> was late. Will this be enough?
        A dawn raid. Dawn raids were agreed. <Dawn> said no.
        Mark sheet. <Mark> shouted at her. Please mark the form.
        Grace period. <Grace> visited. Saying grace.
        <Rose>'s mood was low. Rates rose to 14 per cent. Rose to 14 per cent.
        Rose from 3 to 5. Rose by a third. Rose sharply in May.
        Attendance rose. Summer term. In the summer holidays. <Summer> was late again.
        <Poppy>'s dad rang. <Daisy>'s mum was late.
        <Faith>'s teacher rang. Faith groups were asked.
        <Joy>'s brother cried.
        <Autumn> said she was cold. Autumn term begins.
        Children's mum rang. Mum's phone was off. Nobody's fault.
        Hope is important. Hope that he will come. Hope to see them.
        Will need support. May need support. Mark as urgent.
        Marking was late. Rosy cheeks. Summertime.
        School's view was heard. Police's log. Health's view.
    """,
    "initials": """
        Child <?KM> was seen alone.
        <?J.T.> and <?K.L.> were both at home.
        <?KM> said that she was scared.
        Mother (<?SB>) denied it.
        <?RT>'s father was not asked.
        <?AJW> told staff she was hungry.
        Spoke to <?DP> about this.
        <?T.S.> rang the duty desk.
        Seen with sibling <?LB> at home.
        Young person <?QD> went missing.
        ACTION: <?DN> to ring the school.
        The father, <?P.H.>, was not there.
    """,
    "capitals stay": """
        CAMHS said no. MASH agreed. GP told us. HV rang. SW visited.
        The LADO said so. IRO asked. EHCP denied. NRM referral.
        MGM said she would help. PGF visited. CSC told us. EDT rang. DSL reported it.
        YOT visited. CP plan. CIN plan. TAF held. LA's view. GP's notes. NHS's view.
        A&E attended. ED saw her. DV was denied. OT visited. SALT said no. SENCO rang.
        Section 47. S47 was agreed. ICPC held. RCPC in May. KS2 results. TV was on.
        NHS 111 rang. NHS 10 Year Plan. 101 call. 999 call. Call to 111.
        Child A was seen. Mother of Child B. Sibling C said so. Parent 1 rang.
        PE kit. IT room. RE lesson. US visa. UK passport. EU law. ID seen. OK with dad.
        MH needs. LD team. ASD pathway. ADHD meds. PTSD. EBSA. SEMH. SEND. AP placement. PEX.
        FGM. CSE. CCE. DA. DASH. PPN. VAWG. NPS. FII. PLO. ICO. SGO. EPO. CPS. CPIS. BAME.
    """,
    "numbers in words": """
        NHS number <nine nine nine, one two three, four five six seven> was read out.
        Her NHS number is <nine four three four seven six five nine one nine>.
        Ring him on <oh seven seven double oh nine hundred one two three>.
        His mobile is <zero seven seven zero zero nine zero zero four five six>.
        number <oh one six three two nine six oh seven double seven> given
        She was born on <the fourth of May>.
        born on <the fourth of May two thousand and sixteen>
        DOB <fourth May twenty sixteen>
        born <May the fourth>
        seen on <04May2016> at home
        <the first week of May 2016?>
        seen <4.5.16> at home
        on <04MAY16> she rang
        <4 May '16> seen
        <4th of May, '16> seen
        <04-May-2016> and <4/May/16>
        one two three four, once I caught a fish
        two or three or four times, five or six at most
        nine of ten. Seven to eight hours. One in four. Six of the eight.
        version 4.5.1. Rated 4.5 of 5. 14.5 kg. Score 4.5.
        first week of term. In May 2016. During May '16 she moved. the second week of May.
        eight five-minute calls
    """,
    "registered in disguise": """
        <Am.elia> was seen alone.
        <A m e l i a> was seen alone.
        <A-m-e-l-i-a> was seen.
        <A.M.E.L.I.A.> was seen.
        <a m e l i a> was seen
        <Amel ia> was seen.
        <Ame-lia> was seen.
        <T h o r n t o n> file.
        <Ⓐⓜⓔⓛⓘⓐ> was seen.
        <🅐🅜🅔🅛🅘🅐> was seen.
        <🄰🄼🄴🄻🄸🄰> was seen.
        <Ａｍｅｌｉａ> was seen.
        <𝐀𝐦𝐞𝐥𝐢𝐚> was seen.
        <Am\u200belia> was seen.
        <\u202eAmelia\u202c> was seen.
        <Am\u200felia Thorn\u200dton> was seen.
        <Am\u00adelia> was seen.
        <Аmеlіа> was seen.
        <Arnelia> was seen.
        <Arnelia Thomton> was seen.
        <Thomton> was seen.
        <Bumham> rang.
        <Homby> rang.
        <Hornbv> rang.
        <Bumharn> rang.
        <Am3lia> was seen.
        <Ame1ia> was seen.
        <4melia> was seen.
        <@melia> was seen.
        <Th0rnt0n> was seen.
        <Th0mton> was seen.
        <C1ifford> rang.
        <Cl1ff0rd> rang.
        <lllingworth> rang.
        <I1lingworth> rang.
        <Dlifford> rang.
        A*<melia> was seen.
        <Am_elia> was seen.
        <Am/elia> was seen.
        <ameliathornton> was seen.
        <amelia_thornton> on insta
        <am3lia.thornt0n>
        <AmeliaT09> on snap
        <xX_millie_Xx> on roblox
        <millie2016>
        <999 l23 4567> on file
        <999 I23 4S67> on file
        <99912З4567>
        <999 123 456O> on file
        NHS <999.123.4567>
        <O7700 900123> rang
        <077OO 9OO123> rang
        postcode <ZZ99 3VZ> and <ZZ993VZ> and <zz99 3vz>
    """,
    "places in hurry": """
        <14 ashworth rd>
        <14 ashwroth rd> again
        at <ashworth road> no answer
        lives on <ashwroth road>
        <14 Ashworh Rd>, no answer
        <14 ashworth>
        out on <milburn terr> late
        <27 millburn terrace>
        flat <3 milburn>
        <holy trinity> say he was late
        <Holy Trin> rang
        <Trinity Primary> rang
        H <?Trinity> school rang
        <barnwell> hc letter
        <Barnwell Surgery> rang
        <Barnwel Health Centre> rang
        <barnwell> gp
        <16 dunmere close> is next door
        <9 kelso ave> is empty
        <22b tavistock road>
        at <112 old mill lane>
        a house on <?larkspur drive>
        the flat at <7 hartley court>
        round the corner on <bexley street>
        <st. bede's> primary rang
        her gp is at <willowbrook surgery>
        goes to <larkfield primary>
        the <greenacre academy> sencos view
        Seen at <Holy Trinity Church>.
        <Barnwell Road> is closed.
    """,
    "chat handles": """
        add me <@jayz_09> on snap
        her snap is <kayleighx0x>
        insta: <mia.rose.x>
        snap <tiny_t> again
        his username was <BigManTings99>
        her tiktok is <kaycee.xo>
        gamertag <SlayerKian07>
        discord <sn4ke#4471>
        <jay_09> messaged her
        his snap is down
        on snap with friends. on insta all day. tiktok videos
    """,
    "false masks": """
        They went to London. From England to the UK. In Britain. Scotland and Wales.
        NHS 111 was rung. The NHS 10 Year Plan says so. NHS England. NHS Trust.
        The Graded Care Profile was used. Graded Care Profile 2 was used. The Outcomes Star. Signs of Safety. The Brook tool. A DASH was done.
        Strengths and Difficulties Questionnaire. The Signs of Safety model. The Cardiff Model. Barnahus. Anna Freud Centre.
        Working Together 2023. Working Together to Safeguard Children 2018. Children Act 1989. Section 47 enquiry. Section 17.
        Children Act 2004. Care Act 2014. Domestic Abuse Act 2021. Online Safety Act 2023. Mental Capacity Act 2005. Keeping Children Safe in Education 2024.
        Early Help. Strategy Meeting. Strategy Discussion. Core Group. Child in Need. Multi-Agency Safeguarding Hub. Family Hubs.
        January was cold. In February. By March. Since April. Until June. July and August. September 2021. October half term. November. December.
        Gillick competence. Fraser guidelines. Munro review. Laming. The Laming report. Claire's Law. Sarah's Law. Clare's Law request.
        Operation Encompass notice. Ofsted. Freedom of Information Act. Victim Support. Women's Aid. Refuge. Barnardo's. NSPCC. Childline. Samaritans. Relate. Home-Start.
        Ages and Stages Questionnaire. Bright Futures. Healthy Child Programme. Troubled Families. Supporting Families. Sure Start. Prevent. Channel Panel.
        Thinkuknow. Young Carers. Family Group Conference. Public Law Outline. Cafcass officer. Crown Prosecution Service.
        The Prime Minister. House of Commons. The Home Secretary. The Coroner. High Court. Family Court. Crown Court. Youth Court. Magistrates.
        Good Friday. Bank Holiday Monday. Boxing Day. Christmas Day. Easter holidays. Ramadan. Eid. Diwali. Mother's Day. World Book Day.
        Monday to Friday. On Tuesday. Wed. Thurs. Autumn Term. Spring Term. Summer Term. Year 6. Key Stage 2. Reception. Nursery. Sixth Form.
        Down's syndrome. Asperger's. Crohn's disease. Parkinson's. Munchausen. Caesarean. Braxton Hicks. Apgar. Bell's palsy. Edinburgh scale. Epworth score. Makaton. Ventolin. Calpol.
        Facebook, Instagram, WhatsApp, Snapchat, TikTok, YouTube, Netflix, Xbox, PlayStation, Fortnite, Roblox, Minecraft.
        Polish interpreter. Somali community. Romanian. Urdu. Muslim. Catholic. Christian. Hindu. Sikh. Traveller family. Roma.
        Tesco. Asda. Aldi. Primark. McDonald's. Greggs. Costa. Boots. Uber. Amazon.
        The Chair thanked all. The Panel heard. The Board agreed. The Review found. The Partnership will act. Business Unit. Executive.
        Covid. Covid-19. Lockdown. Brexit. Windrush. Universal Credit. Child Benefit. Pupil Premium. Disability Living Allowance. Housing Benefit. Healthy Start.
        Social Worker. Health Visitor. School Nurse. Head Teacher. Team Manager. Service Manager. Designated Nurse. Named Doctor. Police Officer. Detective.
        Rose to 14 per cent. Rose by 3. Grew to 9. Fell to 4. Up 14 per cent.
    """,
}

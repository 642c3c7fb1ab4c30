import type { AskWords } from '../ask-roles.ts'

/** In both scripts, with the English words that people mix in. */
export const hi: AskWords = {
  verb: 'late',
  words: {
    want: `chahiye|chaiye|chahie|chaahiye|chahiy|chahye|chayie|chahta|chahti|mangta hai?|h|hain?, चाहिए|चाहिये|चाइए है?, bulao|bulaao|bulaiye|bulado|bula|bulwao|bulaiye do?|dijiye?, बुलाओ|बुलाइए|बुलाएं|बुला|बुलवाओ दो?|दीजिए?, dijiye|dedo|dijie|dila_do dijiye?, दो|दीजिए|दे|दिलाओ|दिला_दो, line|लाइन par|pe|पर|पे lao|laao|लाओ|lagao, milna hai, मिलना है, bhejo|bhej|bhejiye do?, भेजो|भेज दो?|दीजिए?, zaroorat|jarurat|जरूरत|ज़रूरत hai?|है?, ki zaroorat hai?, की ज़रूरत है?`,
    can: `karni|karna|krni|krna|karani|karana|krani|karwani|karwana|krwani|krwana hai|h|hain|he|thi|tha|chahta|chahti|chahte|chahunga|chahungi|padegi?, karni, karna, krni, krna, karwao|karvao|karao|krao|karaao|karwaao|krwao|karaiye|karwaiye|karwado|karado|karwadijiye|krwado|kara|karwa|krwa|karva|kra do|dijiye|de|dijie|dena|dein|den?
      kar sakta|sakti|sakte|saku|sakun|lu|lun|lenge|sakenge|paunga hu|hu|hun|hoon|hai|h|main?, kr skta|skti|sakta|sakti|skte hu|hun|h|hai?, karunga|karungi|karenge|karu|karun|karo|kro|kariye|kijiye|kardo|krdo|kr_do|kar_do, karne do|dijiye|ke, ho sakti|sakta hai, ho jayegi, kaise kare|karu|karun|karen, ho payegi
      करनी|करना|करानी|कराना|करवानी|करवाना है|हैं|थी|था|चाहता|चाहती|चाहते?, करनी, करना, कराओ|करवाओ|कराइए|करवाइए|कराएं|करवाएं|कराये|करवा|करा दो|दीजिए|दीजिये|दें|दे?, कर सकता|सकती|सकते|सकूं हूं|हूँ|हैं|है?, करूं|करूँ|करो|करें|कीजिए|करिए, हो सकती|सकता है, करने दो|दीजिए|के, कैसे करूं|करूँ|करें
      chahta|chahti hu|hun?`,
    cannot: 'baat kyu|kyun|kyon nahi ho_sakti|karate|kara_rahe|karwa, baat nahi ho pa rahi, बात क्यों नहीं करा रहे',
    exists: 'koi|koyi|कोई, hai kya, h kya, hain kya, है क्या, available hai',
    who: 'kisse, kis se, kiske saath, किससे, किस से',
    talk: `baat|bat|baatcheet|batchit|bt|baate|baaat cheet|chit?, बात|बाते|वार्ता चीत?, sampark|संपर्क|सम्पर्क, connect|contact|transfer|jod|joro|jodo, talk|speak|chat, discuss|discussion, कनेक्ट|ट्रांसफर, milwao|milwa|मिलवाओ, संवाद, vaartalap`,
    hand: `connect|transfer|forward karo|kro|kijiye|kariye|kar|krdo|kardo|karwao|karao|karwa|kara|karna|करो|कर|करें|कीजिए do|dijiye|de|दो|दीजिए|दें?, connect|transfer me to?, jodo|jodiye|jod|joro do|dijiye?, जोड़ें|जोड़ो|जोड़िए|जोड़|जोड़े दो|दीजिए|दें?, कनेक्ट|ट्रांसफर करो|कर|करें|कीजिए|करिए|करवाओ दो|दीजिए|दें?, milao|milaiye|mila do?|dijiye?, मिलाओ|मिलाइए|मिला दो?|दीजिए?, escalate karo|kar|kro do?, baat karwao|karao|krao|krwao|karaiye|karwa|kara|karo|kro|karado|karwado|krwado|karavo do|dijiye|de|dena?, बात कराओ|करवाओ|कराइए|करवाइए|कराएं|करा|करवा|करवाएं|करो दो|दीजिए|दें|दे?`,
    handover:
      'call transfer|forward karo|kar|kro|kardo do?, mujhe transfer|connect karo|kar do?, escalate karo|kar do?',
    call: `mujhe|muje|mujhko|mereko|mujko|hame|hume|humko|hamein|mje ek? call|phone|fon|ring|callback|cal back?, mere ko call|phone|fon, mujhe|mere number|no par|pe call|phone, mere|mera number|no par|pe call|phone, call|phone|fon back? karo|kro|kijiye|kariye|karwao|karao|krwao|kardo|krdo|karna|kar|kr|kare|karen|karein|karenge|karvao|kara|karwa do|dijiye|na|please|lo|den|dein?, callback|call back, call|phone chahiye, call kar sakta|sakte|sakti hai|ho|hain?, call kar lo
      मुझे|हमें|मुझको एक? कॉल|फोन|फ़ोन बैक?, कॉल|फोन|फ़ोन बैक? करो|करें|कीजिए|करिए|कर|करवाओ|कराओ|करवा|करा|करना दो|दीजिए|दें?, कॉल|फोन बैक? चाहिए, कॉल बैक, मेरे नंबर पर कॉल|फोन`,
    phone: 'phone|call|fon par|pe, फोन|कॉल|फ़ोन पर|पे, phone se',
    help: 'madad|help|dekhe|dekho|dekhiye|check|samjhao|bata|batao|samjha|मदद|देखे|देखो|समझाओ|हेल्प',
    human: `insaan|insan|insaano|insano|inshan|insaaan|manushya|manav|human|humans|इंसान|इन्सान|इंसानों|मनुष्य|मानव|ह्यूमन|human_being, real|asli|asal|sachme|sachmuch|live|असली|सच्चे|सच|रियल|जीवित|असल person|banda|bande|bandi|aadmi|admi|insaan|insan|human|agent|log|logon|vyakti|executive|इंसान|आदमी|व्यक्ति|बंदे|बंदा|एजेंट|पर्सन|लोगों|मनुष्य, jinda|zinda aadmi|insan|insaan`,
    person:
      'aadmi, admi, aadami, banda, bande, bandi, vyakti, vyakthi, person, आदमी, व्यक्ति, बंदा, बंदे, पर्सन, शख्स, shakhs,',
    role: `agent|agents|agentt|ejent|executive|executives|operator|manager|menager|manejar|supervisor|senior|seniors|representative|rep|assistant|adhikari|pratinidhi|prabandhak|sahayak|agent|advisor|consultant|staff_member|specialist|colleague|एजेंट|एजेन्ट|एक्जीक्यूटिव|एग्जीक्यूटिव|ऑपरेटर|मैनेजर|मैनेजर|सुपरवाइजर|सीनियर|प्रतिनिधि|अधिकारी|कर्मचारी|प्रबंधक|सहायक|सलाहकार, customer care wale|wala|wali|ka|ke banda|bande|person|executive|agent?, customer care|service|support executive|agent|person|officer|banda, आपके मैनेजर|सीनियर|टीम, team member, team ke|ka|se kisi member?|bande?, karmchari, bank|office|shop|store|dukan ke|wale aadmi|bande|manager|banda, in charge, incharge`,
    staff:
      'team|staff|boss|malik|owner|director|doctor|dr|nurse|reception|receptionist|teacher|principal|sir|madam|maam|mam|technician|engineer|expert|accounts|billing|sales|support|department|dukandar|office|टीम|स्टाफ|मालिक|डॉक्टर|डाक्टर|नर्स|रिसेप्शन|शिक्षक|प्रिंसिपल|टीचर|तकनीशियन|विभाग|सपोर्ट|इंजीनियर|बॉस|employee|employees|seller|head|ceo|sarpanch|technical',
    team: 'customer care|service|support|seva|help team|center|centre?, customercare, help line|desk, helpline, grahak seva|sewa|kendra, ग्राहक सेवा|सहायता केंद्र?, कस्टमर केयर|सर्विस|सपोर्ट, call center|centre, कॉल सेंटर, हेल्पलाइन, support team, technical support',
    some: 'kisi|kisi_bhi|kisee|koi|koyi|kisiko|किसी|कोई|किसी_भी|kissi',
    bot: 'bot|bots|robot|robots|machine|computer|chatbot|ai|बॉट|रोबोट|मशीन|कंप्यूटर|चैटबॉट|automatic_reply|automatic_message|automatic_messages|rebot|auto_reply|recorded',
    stop: 'band karo|kro|kar|kijiye, बंद करो|करें, tang aa gaya|gayi, bas karo|bahut hua ye|yeh?, pareshan|thak gaya|gayi hu|hun?, stop, no more, hatao, हटाओ, chhodo, nafrat',
    not: 'nahi, nahin, nai, nhi, nahii, mat, नहीं, मत, नही, nhin',
    no: 'bina, बिना, ki jagah, ke bajay, के बजाय, की जगह, no',
    when: 'agar, jab, jab tak, अगर, जब, yadi, यदि, kabhi',
    done: 'ho gayi, ho gaya, ho chuki|chuka|gyi, hui, hua, ki thi, kiya tha, ki hai, kiya, karke, kr ke, kar ke, krke, karte, kar liya|li|chuka|chuki, हो गई|गयी|गया|चुकी, हुई, की थी, की है, किया, करके, कर के, कर ली|लिया|चुका|चुकी, aaya|aayi|aya|ayi|aaye, आया|आयी|आई, bola|boli|kaha|bataya, बोला|कहा|बताया, milta, ban, banna, banne, का काम, kaam|job karna|chahiye, naukri, नौकरी, bhejega, karega, karegi, karta, karti, karte hain, lagta',
    told: 'bola|boli|bole ki, kaha ki, bol raha, कहा कि, बोला कि, kehta, kehte, batata, batate',
    is: 'kya aap, kya tum, aap bot|robot|human|insaan|insan|agent ho|hai|hain|hi?, kar raha|rahi|rahe hu|hun|hoon|ho|hai|hain|main?, kr rha|rhi|raha|rahi hu|hun|ho?, कर रहा|रही|रहे हूं|हूँ|हैं|हो?, क्या आप, क्या तुम, tum ho, aap ho|hai|hain kya?, ho kya, हो क्या',
    must: 'zaroori hai kya, jaruri hai kya, padega kya, karni padegi kya, ज़रूरी है क्या, जरूरी है क्या',
    mine: 'mera, mere, meri, mera property, hamara, hamare, hamari, मेरा, मेरे, मेरी, हमारा, हमारे, हमारी, uska, unka, iske, उसका',
    self: 'main, mai, mein, hum, मैं, हम, मै',
    real: 'real, asli, sach, sachme, असली, सच, रियल, dusre, dusra, doosre, दूसरे, live, acche, kisi, sahi, actual, available, koi, bada, bade, उच्च, bhi',
    polite:
      'please, plz, pls, pliz, plzz, kripya, kripaya, kripa, krpya, कृपया, कृपा, प्लीज, प्लीज़, abhi, abhi ke abhi, turant, jaldi, jaldi se, अभी, तुरंत, जल्दी, yaar, yar, bhai, bhaiya, ji, जी, sir ji, madam ji, भाई, यार, thanks, thank you, shukriya, dhanyawad, धन्यवाद, bas, बस, sirf, only, सिर्फ, urgent, urgently, arjent, ab, अब, fir, phir, seedha, direct, सीधे, asap',
    hello: 'namaste, namaskar, नमस्ते, नमस्कार, hello, hi, hey, helo, हेलो, हैलो, हाय, pranam, ram ram, suniye, suno',
    one: 'ek, एक, 1',
    for: 'ke liye, के लिए, liye, लिए',
    place: 'me, mein, में, par, pe, पर, andar, room, ka, ke, ki, का, के, की',
    and: 'aur, और, phir, tab, tatha',
    but: 'lekin, magar, par mujhe, लेकिन, मगर, but, warna, वरना, kyunki, isliye, इसलिए, क्योंकि',
    small: `se, sey, s, से, ko, को, ne, ne, mujhe, muje, mujhko, mereko, mere ko, मुझे, मुझको, hume, hame, हमें, aap, tum, aapke, aapki, aapka, apne, apni, apna, apke, apki, tumhare, आप, आपके, आपकी, अपने, अपनी, अपना, तुम, hai, h, he, hain, hu, hun, hoon, tha, thi, है, हैं, हूं, हूँ, था, थी, ye, yeh, is, us, wo, woh, यह, इस, उस, ये, वो, kya, क्या, to, toh, तो, hi, ही, bhi, भी, haan, han, ha, हां, हाँ, jo, जो, is baare, issue, problem, order, account, mere order|account|number|bill|refund|case|problem|loan|card|paise|booking, mera order|account|number|case|problem, meri problem|complaint|booking|shikayat, मेरे ऑर्डर|खाते|नंबर|अकाउंट, मेरी समस्या|शिकायत, baare, saath, sath, साथ, yaha, yahan, यहां, waha, wahan, वहां, वहाँ, with, wala, wale, wali, वाला, वाले, kal, aaj, कल, आज, baje, time, samay, line, ya, या`,
    nothing:
      'ek aadmi|insaan|vyakti|admi ka|ke|ko|ki, एक आदमी|व्यक्ति|इंसान का|के|को|की, per person, प्रति व्यक्ति, human rights|hair|body|resource|resources, manav adhikar|sharir|sansadhan, मानव अधिकार|अधिकारों|शरीर|संसाधन, property|travel|estate|insurance|lic|ticket agent, agent fee|fees|commission|ka|ki|code, delivery wala|wale|boy|agent aadmi|banda?, koi baat nahi, कोई बात नहीं, koi dikkat|problem|aur, kisi aur|dusre ko, किसी और, ki baat, ye|yeh|is baat, kya baat hai, baat ye|yeh hai, agent wali baat, price kya hai, kitne log|aadmi, human hair, kya hai, kuch nahi, insaan ke|ka liye|khana, recovery agent, बीमा एजेंट, ट्रैवल एजेंट, kaha hai, ho gaya, acchi baat, sahi baat, काम की बात, customer care bahut|ka|ki, customer care number|time kya|hai',
  },
  right:
    'managed bataye batao bataya bata baata insaaf personal karan insurance insta insane chahe chahta jodna jodi mila milo',
}

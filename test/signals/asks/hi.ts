import { labelled } from '../labelled.ts'

export const hi = labelled(
  `
मुझे किसी इंसान से बात करनी है
kisi insaan se baat karo
agent se baat karao
customer care se baat karni hai
एजेंट
मुझे कॉल करो
mujhe call karo
कस्टमर केयर से बात कराइए
bot se baat nahi karni
मुझे बॉट से बात नहीं करनी
koi real person hai kya baat karne ke liye
manager se baat karwao
क्या मैं किसी व्यक्ति से बात कर सकता हूँ?
human chahiye
mujhe agent chahiye
kisi aadmi se connect karo
कृपया मुझे अपने मैनेजर से जोड़ें
executive se baat karni thi abhi
call back kar do please
please connect me to agent bhai
kya koi mujhe call kar sakta hai
insan se baat krni h
किसी से बात करवा दो
apne senior se baat karao
इंसान चाहिए बॉट नहीं
प्रतिनिधि से बात करना चाहता हूँ
`,
  `
एक आदमी का कितना लगेगा?
per person kitna charge hai
kya aap insaan ho?
क्या आप रोबोट हैं?
kal agent se baat ho gayi thi sab theek hai
mujhe agent nahi chahiye
4 logo ke liye table chahiye
call mat karo message karo
mera property agent documents bhejega
मानव अधिकार की किताब है क्या
customer care bahut accha hai
agent ka commission kitna hai
koi bata sakta hai price kya hai
मैंने कल मैनेजर से बात की थी
delivery wala aadmi aaya tha
travel agent hu, discount milega?
kisi aur ko bhej sakta hu parcel lene?
मुझे किसी से बात नहीं करनी, बस दाम बताओ
room ek aadmi ke liye chahiye
kya main insaan se baat kar raha hu
human hair wig hai kya
insaan ke liye safe hai ye cream?
mere manager ne bola bill chahiye
main apni wife se baat karke batata hu
`,
)

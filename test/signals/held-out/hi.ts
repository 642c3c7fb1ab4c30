import { labelled } from '../labelled.ts'

export const hi = labelled(
  `
sir kisi se baat kara dijiye
मुझे असली आदमी से बात करनी है
operator se baat krao
koi insaan hai waha
mujhe robot se baat nahi karna hai
कॉल बैक चाहिए
customer care ka banda chahiye mujhe
supervisor ko bulao
kya main kisi human se baat kar sakti hoon
मैनेजर को लाइन पर लाओ
doctor se baat karni hai
mere ko phone karo na please
कोई इंसान है तो बात कराओ
`,
  `
मेरे एजेंट ने टिकट बुक किया था
kitne log reh sakte hain ek room me
agent wali baat theek ho gayi thanks
aap bot ho ya insaan
maine manager ko mail kar diya hai
ग्राहक सेवा का समय क्या है
mujhe phone mat karna
ek insaan ka khana kitne ka hai
papa se baat karke confirm karungi
koi agent fees to nahi hai na
मेरा आदमी सामान लेने आएगा
staff ka behavior accha tha
kya ye dawa insaan aur jaanwar dono ke liye hai
`,
)

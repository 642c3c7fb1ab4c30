import { moods } from './moods.ts'

export const hi = moods({
  frustrated: `
ये बकवास सर्विस है
bakwas service
sabse ghatiya company
tum log chor ho
kya mazaak hai ye
MERA ORDER KAHAN HAI????
bahut gussa aa raha hai
pagal samjha hai kya
बहुत घटिया सेवा
मैं बहुत परेशान हो गया हूँ
koi jawab kyu nahi deta????
dobara kabhi nahi kharidunga
time waste kar rahe ho
शर्म आनी चाहिए आपको
dhokebaaz company
bilkul bekar service hai`,
  financial: `
mera card chori ho gaya
मेरे खाते से बिना इजाजत पैसे कट गए
mere saath fraud hua hai
ye transaction maine nahi kiya
मेरे साथ धोखाधड़ी हुई है
account hack ho gaya
recovery agent dhamki de raha hai
मेरा कार्ड चोरी हो गया`,
  medical: `
cream se allergy ho gayi, chehra sooj gaya
saans nahi aa rahi
मेरे बेटे ने बैटरी निगल ली
मैं मरना चाहता हूँ
main pregnant hu, ye dawa le sakti hu kya
सीने में दर्द हो रहा है
suicide karna chahta hu
मुझे दवा से रिएक्शन हो गया`,
  legal: `
main court jaunga
मैं पुलिस में शिकायत करूंगा
vakil se notice bhejunga
consumer forum me complaint karunga
मैं केस करूंगा
legal notice bhej raha hu
मेरा डेटा डिलीट करो, कानून के तहत
FIR karunga`,
  stillNot: `
abhi tak nahi aaya
अभी भी काम नहीं कर रहा
phir se wahi problem
अभी तक नहीं मिला
ab bhi nahi chal raha
kaam nahi kiya
वही समस्या फिर से
kuch nahi hua`,
  calm: `
shirt mast hai!!
koi baat nahi
DHANYAWAD!!!
laal wala kitne ka hai?
refund mil sakta hai kya
credit card chalega?
kitne baje khulta hai???
बहुत बढ़िया!!!
बुरा नहीं है
police costume hai bachho ke liye?
abhi available hai kya
PRICE LIST BHEJO PLEASE
main pagal hu password bhool gaya
emergency exit seat milegi?
nuts se allergy hai, kaunsa cake loon`,
})

export const ar = moods({
  frustrated: `
هذا سخيف، ثلاثة اسابيع انتظر
اسوأ خدمة
غير مقبول
وين طلبي؟؟؟؟
انتم فاشلين
زهقت منكم
حرام عليكم
تستهبلون؟
نصابين
خدمة زفت
انا معصب جدا
لن اشتري منكم مرة ثانية
ليش محد يرد؟؟؟؟
شي مقرف
قلة احترام
طفح الكيل`,
  financial: `
انسرقت بطاقتي
فيه عملية ما سويتها على حسابي
تعرضت للاحتيال
تم اختراق حسابي
خصم غير مصرح به
سرقوا فلوسي من الحساب
شركة تحصيل ديون تتصل علي
عملية احتيال`,
  medical: `
صار عندي حساسية من الكريم وانتفخ وجهي
ما اقدر اتنفس
ابني بلع بطارية
ابغى اموت
انا حامل هل اقدر اخذ هذا الدواء
عندي الم في الصدر
اخذت جرعة زائدة
رايح الطوارئ بسبب المنتج`,
  legal: `
برفع عليكم قضية
بكلم المحامي
راح اشتكي عند حماية المستهلك
ببلغ الشرطة
نلتقي في المحكمة
احذفوا بياناتي الشخصية حسب القانون
سأتخذ الاجراءات القانونية
سأقاضيكم`,
  stillNot: `
لسه ما وصل
ما زال لا يعمل
لحد الان ما استلمت
نفس المشكلة مرة ثانية
ما نفع
للحين ما جاني شي
لم يصل حتى الان
جربت وما اشتغل`,
  calm: `
التيشيرت خطير!!
ولا يهمك
شكرا!!!
بكم الاحمر؟
ممكن استرجع المبلغ؟
تقبلون بطاقة ائتمان؟
متى تفتحون؟؟؟
حبيته!!!
مو سيء
عندكم لبس شرطة للاطفال
عندكم ملابس حوامل
لسه متوفر؟
انا غبي نسيت كلمة السر
عندي حساسية من المكسرات وش تنصحوني`,
})

import type { AskWords } from '../ask-roles.ts'

export const tr: AskWords = {
  verb: 'late',
  words: {
    want: 'istiyor*, istiyom, istiyoz, istiyrum, isterim, isterdim, istedim, lazım, gerek, gerekiyor, gerekli, ihtiyacım var, talep ediyorum, tercih ederim, tercih ediyorum, rica ediyorum, rica ederim, verin, ver, verir misiniz, çağır*, gönder*, yok mu, arıyorum, olsun, bulun, istiyo*',
    can: 'istiyor*, mümkün mü*, mümkünmü, nasıl, olur mu, olabilir mi*, ulaşabilir*, edebilir*, misiniz, misin, mısınız, mısın, musunuz, müsünüz, nasıl ulaşırım, nasıl görüşürüm',
    cannot:
      'neden görüşemiyorum|konuşamıyorum|ulaşamıyorum, ulaşamıyorum, görüşemiyorum, konuşamıyorum, bağlanamıyorum',
    exists: 'var mı, varmı, yok mu, yokmu, mevcut mu, müsait mi, bulunuyor mu, nerede',
    who: 'kiminle, kimle, kimlen, kime',
    talk: 'görüşmek, gorusmek, görüşme, görüşeyim, konuşmak, konusmak, konuşma, konuşayım, görüşebil*, gorusebil*, konuşabil*, konusabil*, sohbet, iletişim, iletişime geçmek, yazışmak, ulaşmak, irtibat, bağlantı, bağlanmak, bağlanabil*, temas, danışmak, gorusme*',
    hand: 'bağla, bağlayın*, bağlar mı*, bağlarmı*, bağlayabilir*, bağlarsanız, bağlan*, baglayın*, baglar mi*, bagla, baglan*, aktar*, yönlendir*, iletin, iletir misiniz, görüştür*, konuştur*, görüşebilir*, konuşabilir*, konuşalım, geçir*, havale*, transfer*',
    handover: 'beni bağlayın, beni aktarın, aktarın, yönlendirin',
    call: 'beni|bizi ara|arayın|arayin|arar*|arayabilir*|arasın*|arasana|arasanız|aranmak|aramanızı|aratın, beni .. arayabilir*|arasın*|arayın|arar*|ara, bana dönüş, bana dön*, bana .. dönün|dönsün|döner*|dönüş|dönebilir*, geri arayın|arar*|ara|arayabilir*|arama, beni telefonla, arar mısınız, ararmısınız, arayın, arayın lütfen, telefon açın, bana ulaşın, arayabilir mi*, arama bekliyorum, telefon edin, arama talep ediyorum',
    phone: 'telefonda, telefonla, yüz yüze, sesli',
    help: 'yardım, yardımcı, bakabilir*, baksın, baksın, ilgilensin, ilgilenebilir*, çözsün, cevaplasın, cevap versin, incelesin, kontrol',
    human:
      'insan, insana, insanla, insanı, insanlar*, insanoğlu, insan evladı, canlı destek*, canlı temsilci*, canlı operatör*, canlı yardım*, canlı insan*, canlı kişi*, canlı biri*, gerçek insan*, gerçek kişi*, gerçek biri*, gerçek temsilci*, gerçek birisi*, gercek insan*, gercek biri*, gercek kisi*',
    person: 'kişi, kişiyle, kişiye, şahıs, adam, kisi*',
    role: 'temsilci*, müşteri temsilci*, yetkili*, yetkili biri*, yetkili kişi*, operatör, operatöre, operatörle, operatörü, operatörünüz*, operatorle, operatore, operator, müdür*, mudur*, yönetici*, yonetici*, danışman*, görevli*, sorumlu*, amir*, supervisor, süpervizör*, çalışan*, personel*, uzman*, eleman*, meslektaş*, arkadaşınız*, asistan*, şef*, ekipten biri*, sizden biri*, başka biri*, agent, agenti, agente, agentla',
    staff:
      'ekip*, doktor*, hemşire*, resepsiyon*, öğretmen*, patron*, sahibi*, teknisyen*, mühendis*, muhasebe*, satış*, destek*, sekreter*, avukat*, eczacı*, departman*, birim*, bölüm*, kasiyer*',
    team: 'müşteri hizmet*, musteri hizmet*, müşteri destek*, müşteri servis*, çağrı merkez*, teknik destek*, destek ekib*, müşteri ilişki*',
    some: 'biri, biriyle, birisi, birisiyle, birine, birini, birisine, birileri*, bir kimse*, kimse*, herhangi biri*',
    bot: 'bot, botla, bota, botu, bottan, bottan, botlar*, robot, robotla, robota, robotu, robotlar*, robottan, makine*, makina*, bilgisayar*, yapay zeka*, sanal asistan*, chatbot*, otomatik cevap*, otomatik mesaj*, otomatik yanıt*',
    stop: 'bıktım, usandım, yeter artık, kapat, kapatın, nefret ediyorum, yeter, sıkıldım',
    not: 'istemiyor*, istemiyom, istemem, değil, degil, yok, etmeyin, aramayın*, aramasın*, aramayınız, aramazsanız, bağlamayın*, konuşmayın, gerek yok, gerekmiyor, lüzum yok, hayır istemiyorum, dönmeyin, dönmenize gerek yok, aramanıza gerek yok',
    no: 'yerine, olmayan, olmasın',
    when: 'eğer, önce, zaman, iken',
    done: 'konuştum, konustum, görüştüm, gorustum, konuştuk, görüştük, konuşuyor*, görüşüyor*, konuşup, görüşüp, çözdü, çözüldü, aradı, aradılar, dedi, demişti, söyledi, oldu, olmak, iş, bağlandım, bağlandı, konuşmuştum, görüşmüştüm, gönderecek, geldi, yardımcı oldu, geri döneceğim, döneceğim',
    told: 'dedi, söyledi, demiş, diyor, yazmış, göre, söylemişti',
    is: 'insan mısın, insan mısınız, misin insan, bot musun, robot musun, sen, siz kimsiniz, insanla mı, kiminle konuşuyorum, robotla mı, botla mı',
    must: 'şart mı, zorunda mıyım, gerekiyor mu, gerekli mi, lazım mı',
    mine: 'benim, bizim, müdürüm, müdürümle, temsilcim, danışmanım, patronum, onun, emlakçım, avukatım, doktorum',
    self: 'ben, biz',
    real: 'gerçek, gercek, canlı, canli, hakiki, başka, baska, müsait, uygun, üst, bilgili, düzgün, normal, bir',
    polite:
      'lütfen, lutfen, lütfenn, hemen, acil, acilen, şimdi, simdi, derhal, bugün, teşekkürler, teşekkür ederim, rica etsem, hızlıca, en kısa sürede, artık, sadece, direkt, doğrudan, zahmet olmazsa, mümkünse, tamam, efendim',
    hello: 'merhaba, selam, iyi günler, iyi akşamlar, günaydın, mrb, slm, selamlar, merhabalar',
    one: 'bir, 1, tek',
    for: 'için',
    place: 'da, de, içinde, yanında',
    and: 've, sonra',
    but: 'ama, fakat, ancak, lakin, çünkü, yoksa, bu yüzden',
    small:
      'ile, la, le, bana, beni, bize, sizin, bu, şu, o, burada, orada, bi, çok, daha, evet, hayır, olarak, hakkında, konuda, konusunda, ilgili, lı, mi, mı, bir an, yarın, saat, telefon, hat, hatta, sorunum, siparişim, hesabım, faturam, tekrar, yine, da, de, size, artık, dedim, söyledim, diyorum, bile',
    nothing:
      'kişi başı*, kişilik, insan hakları, insan vücudu, insan kaynak*, insan saçı, tur operatör*, robot süpürge*, kaç kişi, başka biri teslim|alabilir|gelebilir, iki kişi, tek kişi, bir kişi, emlak danışman*, temsilciniz, temsilciniz çok, müşteri hizmetleri çok|harika|numarası, insan için, temsilci* numarası',
  },
  right: 'insanlık insaf temsil yetki operasyon konuştuk',
}

export const id: AskWords = {
  verb: 'early',
  words: {
    want: 'mau, mw, ingin, pengen, pengin, pingin, kepingin, butuh, perlu, minta, mohon, tolong panggilkan|panggil|kasih|beri, kasih, berikan, panggilkan, panggil, hendak, nak, mahu, lebih suka, carikan, mintak, mo, menghendaki, inginkan, saya harap',
    can: 'bisa, bs, bisakah, dapatkah, boleh, bolehkah, apakah saya? bisa|boleh, mau, ingin, pengen, pengin, minta, gimana caranya, bagaimana cara, bagaimana, cara, mungkin, izinkan, biarkan saya, perlu, butuh, hendak, nak, mahu, harus, coba, untuk, gmn cara, dimana, bisa gak, bisa ga, boleh tak',
    cannot:
      'tidak|gak|ga|nggak|tak bisa|dapat|boleh, kenapa|mengapa saya? tidak|gak|ga|nggak|tak bisa|boleh, gabisa, susah, sulit',
    exists: 'ada, apakah ada, adakah, apa ada, ada gak|ga, gak ada, tidak ada, mana, ga ada, tak ada, dimana',
    who: 'siapa, dengan siapa, sama siapa, ke siapa, kepada siapa',
    talk: 'bicara, berbicara, bcr, ngomong, ngobrol, ngomng, berbincang, berbual, bercakap, cakap, chat, berkomunikasi, komunikasi, kontak, hubungi, menghubungi, berhubungan, konsultasi, diskusi, terhubung, dihubungkan, disambungkan, disambungin, dilayani, dibantu, dihubungi, berkonsultasi, curhat, tanya langsung, telpon, ngobrolin, telepon dengan|sama',
    hand: 'sambungkan, sambungin, hubungkan, hubungin, alihkan, transfer ke, teruskan ke, oper ke, pindahkan ke, dialihkan, dihubungkan, disambungkan, salurkan, forward ke, tolong panggil, eskalasi, eskalasikan, connect, connectkan, bagi saya',
    handover: 'sambungkan saya, hubungkan saya, tolong alihkan, eskalasikan',
    call: 'telepon|telpon|tlp|tlpn|telfon|call|hubungi|kontak|kontek saya|aku|sy|gue|balik|kami, ditelepon, ditelpon, ditelfon, minta ditelp, menelepon|menghubungi|hubungi|telepon|telpon saya|aku|kami, saya dihubungi, telepon balik, call back, minta telepon, minta telpon',
    phone: 'lewat|via|melalui|di|pakai telepon|telpon|telfon|phone|call, secara langsung, tatap muka',
    help: 'bantu, membantu, cek, periksa, mengecek, jelaskan, menjelaskan, lihat, melihat, jawab, menjawab, balas, membalas, tangani, menangani, urus, mengurus, memeriksa',
    human:
      'manusia, manusianya, human, manusia asli|beneran|sungguhan|nyata, orang|cs|admin|agen|seseorang|org asli|beneran|sungguhan|betulan|nyata|langsung|benar|manusia, orangnya langsung, orang betul|betulan, agen manusia, layanan manusia, live chat|agent, orang yang asli',
    person: 'orang, orangnya, seorang, individu',
    role: 'agen, agent, operator, petugas, petugasnya, admin, adminnya, cs, csnya, customer service|care|support, pegawai, karyawan, manajer, manager, atasan, supervisor, spv, perwakilan, staf, staff, konsultan, pimpinan, pengurus, pelayan, penjual, seller, representatif, tim, rekan, penanggung jawab, kepala toko|cabang, bos, ejen, wakil, teller, orang lain',
    staff:
      'dokter, dr, perawat, suster, resepsionis, guru, kepala sekolah, teknisi, tim, team, bagian, divisi, departemen, pemilik, owner, direktur, kasir, ahli, apoteker, kantor, toko, sales, keuangan, penagihan, bidan, sekretaris, dosen',
    team: 'customer service|care|support, layanan pelanggan|konsumen|nasabah, khidmat pelanggan, cs, call center, pusat bantuan, tim support|bantuan, customer servis, costumer service|care',
    some: 'seseorang, siapa saja, siapapun, orang dalam, salah satu',
    bot: 'bot, bots, robot, robotnya, mesin, komputer, chatbot, ai, kecerdasan buatan, asisten virtual, jawaban otomatis, pesan otomatis, balasan otomatis, botnya, auto reply, otomatis, template',
    stop: 'stop, hentikan, berhenti, cukup, bosan|bosen dengan|sama|ngomong?, capek|cape dengan|sama|ngomong?, matikan, jangan pakai|pake, benci, males|malas sama|ngomong?, muak dengan|sama, sudahi',
    not: 'tidak, tdk, gak, ga, nggak, ngga, enggak, gk, kagak, tak, jangan, jgn, belum, ndak, bukan, nda',
    no: 'tanpa, bukan, daripada, selain, bukan sama|dengan, gausah, jangan',
    when: 'kalau, kalo, jika, ketika, saat, sebelum, setelah, waktu, klo, apabila, sampai, bila',
    done: 'sudah, udah, udh, sdh, telah, tadi, kemarin, barusan, pernah, terima kasih sudah, sempat, kerja, lowongan, jadi, menjadi, akan, baru saja, berhasil',
    told: 'bilang, katanya, kata, ngomongnya, menurut, disuruh, menyarankan, tulis, memberitahu, ngasih tau, berkata, dibilang',
    is: 'apakah kamu|anda|ini, kamu, anda ini, ini bot|robot|manusia|orang, saya|aku lagi|sedang bicara|ngomong|chat, apa kamu, apa ini, lu',
    must: 'apakah saya? harus|perlu, haruskah, perlukah, wajib, harus gak, perlu gak',
    mine: 'istri, suami, properti saya, kami punya',
    self: 'saya, aku, gue, gua, kami, kita, sy, ane, aq',
    real: 'asli, beneran, sungguhan, nyata, langsung, benar, betulan, lain, hidup, kompeten, resmi, tersedia, available, ready, standby, berwenang, yang asli, normal',
    polite:
      'tolong, tlg, mohon, please, pls, plis, dong, donk, ya, yaa, kak, kakak, min, mas, mbak, pak, bu, gan, sis, bang, om, sekarang, segera, cepat, cepet, langsung, urgent, penting, hari ini, terima kasih, makasih, trims, thanks, aja, saja, deh, sih, nih, secepatnya, sekarang juga, kalau bisa, jika bisa, bisa, boleh, lah, gih, buruan',
    hello:
      'halo, hallo, hai, hi, selamat pagi|siang|sore|malam, permisi, pagi, siang, sore, malam, assalamualaikum, assalamu alaikum, p, maaf, misi',
    one: 'satu, seorang, 1',
    for: 'untuk, utk, buat, soal, tentang',
    place: 'di, dalam, dekat, dari',
    and: 'dan, lalu, terus, trus',
    but: 'tapi, tetapi, namun, sedangkan, soalnya, karena, makanya, jadinya',
    small:
      'dengan, dgn, dg, sama, ke, kepada, yang, yg, ini, itu, nya, kamu, anda, kalian, disini, sini, sana, disana, juga, lagi, masih, sangat, banget, bgt, oke, ok, iya, ada, apa, kok, mah, punya, masalah, pesanan, akun, rekening, tagihan, nomor, hp, telp, besok, jam, menit, bisa gak, ga, gak, kan, bagian, pihak, langsung, mengenai, terkait, saya bilang, via, lewat, saya, orangnya, bro',
    nothing:
      'per orang, untuk 1|2|3|4|satu|dua orang, orang tua, orang lain yang|bisa|ambil|boleh, berapa orang, hak asasi manusia, sumber daya manusia, agen perjalanan|properti|travel|wisata|asuransi|resmi, tubuh manusia, operator seluler, operator tour, setiap orang, banyak orang, agen properti saya, rambut manusia, ramah banget, min order, minimal order, ini orang, kata orang, satu orang, dua orang',
  },
  right: 'agenda orange angin manusiawi operasi operasional bicaranya bicarakan petugasnya',
}

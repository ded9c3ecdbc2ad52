BEGIN TRANSACTION;
CREATE TABLE accounts ( name VARCHAR(64) NOT NULL, label TEXT NOT NULL, roles TEXT NOT NULL, departments TEXT NOT NULL, password TEXT NOT NULL, login VARCHAR(128) NOT NULL, subject VARCHAR(256) NOT NULL, created_on DATE NOT NULL, ends_on DATE NOT NULL, is_disabled BOOLEAN NOT NULL, PRIMARY KEY (name) );
INSERT INTO "accounts" VALUES('dx','デジタル行政戦略課','["approver", "steward"]','[]','','','','2024-05-01','2025-03-31',0);
CREATE TABLE alembic_version ( version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num) );
INSERT INTO "alembic_version" VALUES('0011');
CREATE TABLE amendments ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, status VARCHAR(16) NOT NULL, origin VARCHAR(16) NOT NULL, source TEXT NOT NULL, effective_year INTEGER NOT NULL, reason TEXT NOT NULL, proposal TEXT NOT NULL, proposed_by TEXT NOT NULL, proposed_role VARCHAR(64) NOT NULL, proposed_on DATE NOT NULL, decided_by TEXT NOT NULL, decided_role VARCHAR(64) NOT NULL, decided_on DATE, decided_reason TEXT NOT NULL, PRIMARY KEY (id) );
INSERT INTO "amendments" VALUES(1,'umibe','proposed','console','',2024,'項目の完了','{"before_sha256": "abababababababababababababababababababababababababababababababab", "after": "plan = {}\n", "sentences": {"ja": ["取組項目1を完了とする"], "en": ["complete item 1"]}, "edits": [{"kind": "change", "section": "items", "identity": ["1"], "values": {"to_fiscal_year": {"fiscal_year": 2024}, "indicator.baseline_value": {"figure": "81.50"}, "page": null, "aliases": ["い", "ろ"], "until": {"day": "2025-03-31"}}}]}','user:steward','steward','2024-05-02','','',NULL,'');
CREATE TABLE appearances ( plan_id VARCHAR(64) NOT NULL, path_key VARCHAR(64) NOT NULL, sequence INTEGER NOT NULL, path TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, as_of DATE NOT NULL, present BOOLEAN NOT NULL, source VARCHAR(16) DEFAULT 'inbox' NOT NULL, arrival INTEGER DEFAULT '0' NOT NULL, earliest INTEGER DEFAULT '0' NOT NULL, inbox_unseen BOOLEAN DEFAULT 0 NOT NULL, is_withdrawn BOOLEAN DEFAULT 0 NOT NULL, in_place_of TEXT DEFAULT '' NOT NULL, assigned_round TEXT DEFAULT '' NOT NULL, assigned_department TEXT DEFAULT '' NOT NULL, PRIMARY KEY (plan_id, path_key, sequence) );
INSERT INTO "appearances" VALUES('umibe','14fa0b081554058939338b2247268007bcc100dc298aaab46bbc9112f330878a',1,'令和5年度/年度末/企画課.csv','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','2024-05-01',1,'inbox',1,0,0,0,'','','');
INSERT INTO "appearances" VALUES('umibe','96e050f4c791574a113e18ed35c52623a8d189758221aa17ca91a9230ff65503',1,'令和5年度/年度末/壊れた.xlsx','9e46588acfc3807754f97c0e805a6c5b14080796d9f105e030793be4cd39a75a','2024-05-01',1,'inbox',1,0,0,0,'','','');
INSERT INTO "appearances" VALUES('umibe','b7e83b3d83f25eeee5549c303266ea925e3ffc55af8c89339c532fc083d11583',1,'令和5年度/年度末/環境課.csv','54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950','2024-05-01',1,'inbox',1,0,0,0,'','','');
CREATE TABLE approvals ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, fiscal_year INTEGER NOT NULL, digest VARCHAR(64) NOT NULL, status VARCHAR(16) NOT NULL, reason TEXT NOT NULL, role VARCHAR(64) NOT NULL, actor TEXT NOT NULL, document TEXT NOT NULL, made_on DATE NOT NULL, embargo_at DATETIME, holds TEXT DEFAULT '[]' NOT NULL, PRIMARY KEY (id) );
INSERT INTO "approvals" VALUES(1,'umibe',2023,'ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2','used','決裁','approver','user:approver','総デ第1号','2024-05-02',NULL,'[["no_official_figure", "令和5年度（2023年度）の公式の数値が計画にありません。", "the plan has no official figure of FY2023."], ["corrected", "No.1 取組実績: 浜を清掃した → 浜を二度清掃した（訂正1: 記入漏れ）。", "No.1 What was done: 浜を清掃した → 浜を二度清掃した (correction 1: 記入漏れ)."]]');
CREATE TABLE audit ( number INTEGER NOT NULL, at DATETIME NOT NULL, plan_id VARCHAR(64) NOT NULL, actor TEXT NOT NULL, role VARCHAR(64) NOT NULL, action VARCHAR(64) NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, previous VARCHAR(64) NOT NULL, hash VARCHAR(64) NOT NULL, rows TEXT DEFAULT '' NOT NULL, PRIMARY KEY (number) );
INSERT INTO "audit" VALUES(1,'2026-11-30 06:41:40.379754','umibe','system:nightly','nightly','night_begin','2024-05-01','nightly run of 2024-05-01','{}','0000000000000000000000000000000000000000000000000000000000000000','84c11d26a93d506338873f1c4ecebc4371504d7b09cf15cad0f44031304bd8f6','');
INSERT INTO "audit" VALUES(2,'2026-11-30 06:41:40.480264','umibe','system:nightly','nightly','collect','2024-05-01','nightly run of 2024-05-01','{"new": "3", "seen": "3"}','84c11d26a93d506338873f1c4ecebc4371504d7b09cf15cad0f44031304bd8f6','2be8f8fd6f61397f7028bc22c625470c9f81ba681ea89f715978e7282cd9608b','');
INSERT INTO "audit" VALUES(3,'2026-11-30 06:41:42.786384','umibe','system:nightly','nightly','read','5','nightly run of 2024-05-01','{"contents": "3"}','2be8f8fd6f61397f7028bc22c625470c9f81ba681ea89f715978e7282cd9608b','a8df022094aded51c7e28310872058c231c91ad55bf68f13109a0d3a1198e2cb','');
INSERT INTO "audit" VALUES(4,'2026-11-30 06:41:42.798126','umibe','system:nightly','nightly','check','2024-05-01','nightly run of 2024-05-01','{"ended": "0", "new": "6", "resolved": "0", "still": "0"}','a8df022094aded51c7e28310872058c231c91ad55bf68f13109a0d3a1198e2cb','990c8ff552c87c4fe73a5b55deaabe7bd7147f093cd2ccde26e97270bfd33aec','');
INSERT INTO "audit" VALUES(5,'2026-11-30 06:41:43.345999','umibe','system:nightly','nightly','measure','2024-05-01','nightly run of 2024-05-01','{"2023": "held 197e42c478c157352e002c34deb9b9f7b5733005854c4e7400bd2be21714620e"}','990c8ff552c87c4fe73a5b55deaabe7bd7147f093cd2ccde26e97270bfd33aec','4d7ed388586947df3fda31e174376d21f696cc1b85b707612240b14fcd268717','');
INSERT INTO "audit" VALUES(6,'2026-11-30 06:41:43.496816','umibe','system:nightly','nightly','night_end','2024-05-01','nightly run of 2024-05-01','{"files_new": "3", "findings_errors": "4", "released_version": "None"}','4d7ed388586947df3fda31e174376d21f696cc1b85b707612240b14fcd268717','9da5792cd65042ce08663a02471783bc99536109f3f75352c14be08a0c800d65','');
INSERT INTO "audit" VALUES(7,'2026-11-30 06:41:43.579527','','login:root','administrator','account_add','account dx','着任','{"departments": "", "disabled": "false", "ends_on": "2025-03-31", "roles": "approver steward"}','9da5792cd65042ce08663a02471783bc99536109f3f75352c14be08a0c800d65','6f84db7f39ca6665a59dcc553e5208a53f6a3023bda34fdb8febe55f4fb204c3','{"accounts": {"dx": ["", "c5d22ce34cd00585199965d9aa34dd46"]}}');
INSERT INTO "audit" VALUES(8,'2026-11-30 06:41:43.608615','umibe','user:steward','steward','finding_request_waiver','finding 606ae34c3428d7920423c1796fa5f142','集計方法の違い','{"from": "open", "item_no": "2", "rule": "SH501", "to": "waiver_requested"}','6f84db7f39ca6665a59dcc553e5208a53f6a3023bda34fdb8febe55f4fb204c3','2c22a4c87b34d93acd06da6489c3d44d435dec4baed5b514fd958cf0bcf9af4d','{"waivers": {"1": ["", "7abcaf71e9a0d7fee50ba30c3455f3f7"]}}');
INSERT INTO "audit" VALUES(9,'2026-11-30 06:41:43.630764','umibe','user:approver','approver','finding_approve_waiver','finding 606ae34c3428d7920423c1796fa5f142','確認した','{"from": "waiver_requested", "item_no": "2", "rule": "SH501", "to": "waived"}','2c22a4c87b34d93acd06da6489c3d44d435dec4baed5b514fd958cf0bcf9af4d','83980b0bd8bd55e3bc25db7c9b2e3900ab841f6a3399695f27be3b64dcf42f83','{"waivers": {"1": ["7abcaf71e9a0d7fee50ba30c3455f3f7", "497936cc7b481e58b2ccd273409401e1"]}}');
INSERT INTO "audit" VALUES(10,'2026-11-30 06:41:43.651550','umibe','user:steward','steward','correct','correction 1','記入漏れ','{"evidence": "作業日報", "field": "result_text", "item_no": "1", "new": "浜を二度清掃した", "old": "浜を清掃した", "year": "2023"}','83980b0bd8bd55e3bc25db7c9b2e3900ab841f6a3399695f27be3b64dcf42f83','a4f910e3114c6051f11eac5e68183baa58f164c83156c2c6442b75c56f8c5934','{"corrections": {"1": ["", "b85d18977f4218ad56416acc8d2caf8f"]}}');
INSERT INTO "audit" VALUES(11,'2026-11-30 06:41:44.017224','umibe','user:steward','steward','quarantine','54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950','点検中','{"kept_rows": "1"}','a4f910e3114c6051f11eac5e68183baa58f164c83156c2c6442b75c56f8c5934','cf406579aba1d361e47b00d6c443361d244c5919a65739efb20873c0b1b1d5ae','{"quarantines": {"umibe/54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950": ["", "3ec6fdc0134ea2da4d95eabef55a4daa"]}}');
INSERT INTO "audit" VALUES(12,'2026-11-30 06:41:44.072670','umibe','system:nightly','nightly','night_begin','2024-05-02','nightly run of 2024-05-02','{}','cf406579aba1d361e47b00d6c443361d244c5919a65739efb20873c0b1b1d5ae','f7200f9237f84205c1c8f0d2bdf9c67d2e893bdb5c0b843b41be2ff1c6429b20','');
INSERT INTO "audit" VALUES(13,'2026-11-30 06:41:44.086706','umibe','system:nightly','nightly','collect','2024-05-02','nightly run of 2024-05-02','{"new": "0", "seen": "3"}','f7200f9237f84205c1c8f0d2bdf9c67d2e893bdb5c0b843b41be2ff1c6429b20','ffb58f24af452c3cfe3e6c2bd2540404327efdc939ab8f8f0b784fdb83b43ed5','');
INSERT INTO "audit" VALUES(14,'2026-11-30 06:41:44.118835','umibe','system:nightly','nightly','check','2024-05-02','nightly run of 2024-05-02','{"ended": "0", "new": "1", "resolved": "0", "still": "6"}','ffb58f24af452c3cfe3e6c2bd2540404327efdc939ab8f8f0b784fdb83b43ed5','79104e97a83244ff5932d8a67180372b4f9662358336806f1dfec601691251cc','');
INSERT INTO "audit" VALUES(15,'2026-11-30 06:41:44.300524','umibe','system:nightly','nightly','measure','2024-05-02','nightly run of 2024-05-02','{"2023": "held ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2"}','79104e97a83244ff5932d8a67180372b4f9662358336806f1dfec601691251cc','56039b7d85bea3449d95d958a52de57747881fd61d7f46481fed51eeb5c0fe1e','');
INSERT INTO "audit" VALUES(16,'2026-11-30 06:41:44.782993','umibe','system:nightly','nightly','night_end','2024-05-02','nightly run of 2024-05-02','{"files_new": "0", "findings_errors": "5", "released_version": "None"}','56039b7d85bea3449d95d958a52de57747881fd61d7f46481fed51eeb5c0fe1e','46ac1abf4e9cfdf74d314163f2800c8e14f401d1479fa762f5cc90f727ff2062','');
INSERT INTO "audit" VALUES(17,'2026-11-30 06:41:44.946141','umibe','user:approver','approver','approve','FY2023','決裁','{"digest": "ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2", "document": "総デ第1号", "embargo": ""}','46ac1abf4e9cfdf74d314163f2800c8e14f401d1479fa762f5cc90f727ff2062','cfabbe6b6c6e71ef66f1a8473da353d7d0c09c62525e31ac287b547c9a50e086','{"approvals": {"1": ["", "f9a470bea8ccecc9fa81a28a375edfa9"]}}');
INSERT INTO "audit" VALUES(18,'2026-11-30 06:41:45.037396','umibe','user:approver','approver','prepare','2024-05-02','決裁','{}','cfabbe6b6c6e71ef66f1a8473da353d7d0c09c62525e31ac287b547c9a50e086','1728776d4fda05772413a117b593c0149e795e922f2b4f6fac9583e5b1635b67','{"releases": {"umibe/1": ["", "06c7d4d6f6bee2f2f220206a4264c817"]}}');
INSERT INTO "audit" VALUES(19,'2026-11-30 06:41:50.960382','umibe','user:approver','approver','release','2024-05-02','決裁','{"2023": "approved ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2", "sha256sums": "cde9c341f5f321639017cc33994789a7e567e9089814a24c1f8d30e624e79861"}','1728776d4fda05772413a117b593c0149e795e922f2b4f6fac9583e5b1635b67','e2af8f67a8ab63de7ee2db6b95c918bce1aed8818f0a04bb9ca24f640c62d8b3','{"approvals": {"1": ["f9a470bea8ccecc9fa81a28a375edfa9", "6247f7404e9a53f81673e5ce554aa861"]}, "official_figures": {"umibe/2023/basic_policy/U1": ["", "ae89fc55a51482979a4d8e5a4e597b0f"], "umibe/2023/plan/umibe": ["", "7e9d5285d89bbd16e4640078f2c3fc9a"]}, "releases": {"umibe/1": ["06c7d4d6f6bee2f2f220206a4264c817", "1871fcb8b84b3407b075898303da1ca7"]}}');
INSERT INTO "audit" VALUES(20,'2026-11-30 06:41:51.092862','umibe','user:steward','steward','highlight','FY2023 U1-1','主な取組','{"item_no": "1", "original": "浜を二度清掃した", "text": "浜を清掃しました"}','e2af8f67a8ab63de7ee2db6b95c918bce1aed8818f0a04bb9ca24f640c62d8b3','612162ea9a32d02e720bee40c170f30623748bcd2e843a67d762b670ed3efd70','{"highlight_choices": {"umibe/2023/U1-1": ["", "e2efef9166b3b015e3ec608843c80229"]}}');
INSERT INTO "audit" VALUES(21,'2026-11-30 06:41:51.564493','umibe','user:approver','approver','publish','catalogue directory','publish 2024-05-02','{"version": "2024-05-02"}','612162ea9a32d02e720bee40c170f30623748bcd2e843a67d762b670ed3efd70','aa8a547e20406f56dc5d235cd85d1579ce0b9e7ac0fdb1ad97f51037b422a6bd','');
INSERT INTO "audit" VALUES(22,'2026-11-30 06:41:51.564493','umibe','user:approver','approver','read_back','catalogue directory','publish 2024-05-02','{"files": "18", "tables": "0", "version": "2024-05-02"}','aa8a547e20406f56dc5d235cd85d1579ce0b9e7ac0fdb1ad97f51037b422a6bd','93a992047325078d6655982de811b1be46291fd2ba1b1b16179935c867759d88','');
INSERT INTO "audit" VALUES(23,'2026-11-30 06:41:51.641087','umibe','user:steward','steward','takedown_ask','takedown 1','確認のため','{"kind": "personal_data", "sha256": ""}','93a992047325078d6655982de811b1be46291fd2ba1b1b16179935c867759d88','73f9b790ff6fae674ea467462f9ac09d907fd78145f9f298758987714384f617','{"takedowns": {"1": ["", "55acc4c16028a88a8f8d5b55a5eef6d7"]}}');
INSERT INTO "audit" VALUES(24,'2024-05-02 03:00:00.000000','umibe','user:steward','steward','amendment_propose','amendment 1','項目の完了','{}','73f9b790ff6fae674ea467462f9ac09d907fd78145f9f298758987714384f617','d7c267c5a51508f9ef63b388404c51c402849451fccb2b817530934de714a234','');
INSERT INTO "audit" VALUES(25,'2024-05-02 03:00:00.000000','umibe','user:steward','steward','keep_drift','catalogue directory','項目の完了','{"fields": "tags, title", "thing": "umibe"}','d7c267c5a51508f9ef63b388404c51c402849451fccb2b817530934de714a234','81a0a6244809d22936aa3a8d93fde156b3ba86149b339e39da080dbda948a9e5','');
INSERT INTO "audit" VALUES(26,'2024-05-02 03:00:00.000000','umibe','user:steward','steward','remind','2024-05-02','項目の完了','{}','81a0a6244809d22936aa3a8d93fde156b3ba86149b339e39da080dbda948a9e5','fdbd150cdadda1e91dbf811170785633e091822c2a491574868753e54ca28ad3','{"amendments": {"1": ["", "5e163caadd5d1b2678f68a9074dde7aa"]}, "kept_drifts": {"1": ["", "bf489f415921eed38f8931029b3cf6c5"]}}');
CREATE TABLE catalogue_lines ( plan_id VARCHAR(64) NOT NULL, catalogue VARCHAR(128) NOT NULL, version VARCHAR(32) NOT NULL, status VARCHAR(16) NOT NULL, attempts INTEGER NOT NULL, since DATE NOT NULL, tried_at DATETIME, last_error_ja TEXT NOT NULL, last_error_en TEXT NOT NULL, bundle VARCHAR(64) NOT NULL, handed_over_on DATE, told TEXT NOT NULL, PRIMARY KEY (plan_id, catalogue) );
INSERT INTO "catalogue_lines" VALUES('umibe','directory','2024-05-02','published',0,'2024-05-02','2026-11-30 06:41:51.508479','','','',NULL,'[["file", "releases/2024-05-02/CHANGELOG.md", {"sha256": "51096f06609079a55a8f05a4a5b68528b046d9e46b3aa430d57eedc334dde54c", "size": "1464", "content": "51096f06609079a55a8f05a4a5b68528b046d9e46b3aa430d57eedc334dde54c"}], ["file", "releases/2024-05-02/README.md", {"sha256": "04bdec987edab47a18c454cf51dd1d39e37678f2cd3f4fd47d53e0e5134c1597", "size": "18192", "content": "04bdec987edab47a18c454cf51dd1d39e37678f2cd3f4fd47d53e0e5134c1597"}], ["file", "releases/2024-05-02/achievement.csv", {"sha256": "e0780b60f83a552170585a6b9930be5f1ec124db256745f33f8309799b857d81", "size": "968", "content": "e0780b60f83a552170585a6b9930be5f1ec124db256745f33f8309799b857d81"}], ["file", "releases/2024-05-02/achievement_items.csv", {"sha256": "62e3a2172b1f6359a3229c272de3f9844083016ea40086742b2d02aaa27352be", "size": "537", "content": "62e3a2172b1f6359a3229c272de3f9844083016ea40086742b2d02aaa27352be"}], ["file", "releases/2024-05-02/action_items.csv", {"sha256": "682145d6f2a0e18fd412181c345d04341a249696ec4084c75ddfaa78942a3d44", "size": "389", "content": "682145d6f2a0e18fd412181c345d04341a249696ec4084c75ddfaa78942a3d44"}], ["file", "releases/2024-05-02/codes.csv", {"sha256": "7d6da54046f5be48d7899657602ee0c4493c9d31680d312f2a51acb4011d4c66", "size": "10010", "content": "7d6da54046f5be48d7899657602ee0c4493c9d31680d312f2a51acb4011d4c66"}], ["file", "releases/2024-05-02/datapackage.json", {"sha256": "f98ac46a0fc0694fc87dffeebb7a31542d1b9b6ba9ab703c512acfbc69e2e3bd", "size": "141278", "content": "f98ac46a0fc0694fc87dffeebb7a31542d1b9b6ba9ab703c512acfbc69e2e3bd"}], ["file", "releases/2024-05-02/highlights.csv", {"sha256": "73ea7c7cbe15c37af307da7636f635d04e33f9c52ceeed460febd3f2ab3e95f6", "size": "139", "content": "73ea7c7cbe15c37af307da7636f635d04e33f9c52ceeed460febd3f2ab3e95f6"}], ["file", "releases/2024-05-02/indicators.csv", {"sha256": "86105e85e4c3599039b32725bc48235fd4a44f43d505b93d7048675e636e3db5", "size": "307", "content": "86105e85e4c3599039b32725bc48235fd4a44f43d505b93d7048675e636e3db5"}], ["file", "releases/2024-05-02/items_wide.csv", {"sha256": "cd1cb519c970d22fbb33f085c778d8d179f68b5889d496076d1fa9092ef1a776", "size": "592", "content": "cd1cb519c970d22fbb33f085c778d8d179f68b5889d496076d1fa9092ef1a776"}], ["file", "releases/2024-05-02/official_figures.csv", {"sha256": "a091e80350187bc7095d91d800dc50e327a06d3adca1e31bc61affadb3d88441", "size": "98", "content": "a091e80350187bc7095d91d800dc50e327a06d3adca1e31bc61affadb3d88441"}], ["file", "releases/2024-05-02/progress.csv", {"sha256": "ddfefd2eea73d33060a92d5cdb20197400ef517503f817a490b519eb9c320223", "size": "382", "content": "ddfefd2eea73d33060a92d5cdb20197400ef517503f817a490b519eb9c320223"}], ["file", "releases/2024-05-02/provenance.csv", {"sha256": "ed207814363c717d25afc71079283d79d9aa0272eb7cab31dc3ec63fd3738616", "size": "753", "content": "ed207814363c717d25afc71079283d79d9aa0272eb7cab31dc3ec63fd3738616"}], ["file", "releases/2024-05-02/quality.csv", {"sha256": "28eeb835db7402df2bbffa77e327812440026fa110e7001f889cbf627917abbb", "size": "658", "content": "28eeb835db7402df2bbffa77e327812440026fa110e7001f889cbf627917abbb"}], ["file", "releases/2024-05-02/revisions.csv", {"sha256": "4c6174b15e777e193763a0bb4f1ba7aea93cfa347be5a5879d352e2dc423ddc6", "size": "377", "content": "4c6174b15e777e193763a0bb4f1ba7aea93cfa347be5a5879d352e2dc423ddc6"}], ["file", "releases/2024-05-02/tables.xlsx", {"sha256": "3fefc09df042683cfa1fe922cc2fd451a335f5c42124dc321c5d7042d30d8645", "size": "249880", "content": "3fefc09df042683cfa1fe922cc2fd451a335f5c42124dc321c5d7042d30d8645"}], ["file", "releases/2024-05-02/waivers.csv", {"sha256": "d048ef99f75d7aa9d63bb6fa8b191f0024a580510ab38c7ae341a3c16b7b768c", "size": "178", "content": "d048ef99f75d7aa9d63bb6fa8b191f0024a580510ab38c7ae341a3c16b7b768c"}], ["file", "releases/2024-05-02/SHA256SUMS", {"sha256": "cde9c341f5f321639017cc33994789a7e567e9089814a24c1f8d30e624e79861", "size": "1371", "content": "cde9c341f5f321639017cc33994789a7e567e9089814a24c1f8d30e624e79861"}], ["pointer", "releases.json", {"latest": "2024-05-02", "versions": ["2024-05-02"], "withdrawn": [], "sha256": "69bc9b15337c36e6d860c639158bbc80041d6cf87d1f8bb357c886bda5e1b330", "size": "358"}], ["pointer", "latest", {"version": "2024-05-02"}]]');
CREATE TABLE catalogue_receipts ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, catalogue VARCHAR(128) NOT NULL, version VARCHAR(32) NOT NULL, at DATETIME NOT NULL, via VARCHAR(16) NOT NULL, content TEXT NOT NULL, PRIMARY KEY (id) );
INSERT INTO "catalogue_receipts" VALUES(1,'umibe','directory','2024-05-02','2026-11-30 06:41:51.000000','direct','{
  "format": "shinchoku-receipt/1",
  "plan": "umibe",
  "catalogue": "directory",
  "kind": "directory",
  "dataset": "umibe-plan",
  "version": "2024-05-02",
  "via": "direct",
  "at": "2026-11-30T06:41:51+00:00",
  "bundle": "",
  "server": {},
  "datasets": {},
  "files": [
    {
      "key": "releases/2024-05-02/CHANGELOG.md",
      "id": "",
      "name": "CHANGELOG.md",
      "sha256": "51096f06609079a55a8f05a4a5b68528b046d9e46b3aa430d57eedc334dde54c",
      "size": 1464,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/README.md",
      "id": "",
      "name": "README.md",
      "sha256": "04bdec987edab47a18c454cf51dd1d39e37678f2cd3f4fd47d53e0e5134c1597",
      "size": 18192,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/achievement.csv",
      "id": "",
      "name": "achievement.csv",
      "sha256": "e0780b60f83a552170585a6b9930be5f1ec124db256745f33f8309799b857d81",
      "size": 968,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/achievement_items.csv",
      "id": "",
      "name": "achievement_items.csv",
      "sha256": "62e3a2172b1f6359a3229c272de3f9844083016ea40086742b2d02aaa27352be",
      "size": 537,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/action_items.csv",
      "id": "",
      "name": "action_items.csv",
      "sha256": "682145d6f2a0e18fd412181c345d04341a249696ec4084c75ddfaa78942a3d44",
      "size": 389,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/codes.csv",
      "id": "",
      "name": "codes.csv",
      "sha256": "7d6da54046f5be48d7899657602ee0c4493c9d31680d312f2a51acb4011d4c66",
      "size": 10010,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/datapackage.json",
      "id": "",
      "name": "datapackage.json",
      "sha256": "f98ac46a0fc0694fc87dffeebb7a31542d1b9b6ba9ab703c512acfbc69e2e3bd",
      "size": 141278,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/highlights.csv",
      "id": "",
      "name": "highlights.csv",
      "sha256": "73ea7c7cbe15c37af307da7636f635d04e33f9c52ceeed460febd3f2ab3e95f6",
      "size": 139,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/indicators.csv",
      "id": "",
      "name": "indicators.csv",
      "sha256": "86105e85e4c3599039b32725bc48235fd4a44f43d505b93d7048675e636e3db5",
      "size": 307,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/items_wide.csv",
      "id": "",
      "name": "items_wide.csv",
      "sha256": "cd1cb519c970d22fbb33f085c778d8d179f68b5889d496076d1fa9092ef1a776",
      "size": 592,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/official_figures.csv",
      "id": "",
      "name": "official_figures.csv",
      "sha256": "a091e80350187bc7095d91d800dc50e327a06d3adca1e31bc61affadb3d88441",
      "size": 98,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/progress.csv",
      "id": "",
      "name": "progress.csv",
      "sha256": "ddfefd2eea73d33060a92d5cdb20197400ef517503f817a490b519eb9c320223",
      "size": 382,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/provenance.csv",
      "id": "",
      "name": "provenance.csv",
      "sha256": "ed207814363c717d25afc71079283d79d9aa0272eb7cab31dc3ec63fd3738616",
      "size": 753,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/quality.csv",
      "id": "",
      "name": "quality.csv",
      "sha256": "28eeb835db7402df2bbffa77e327812440026fa110e7001f889cbf627917abbb",
      "size": 658,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/revisions.csv",
      "id": "",
      "name": "revisions.csv",
      "sha256": "4c6174b15e777e193763a0bb4f1ba7aea93cfa347be5a5879d352e2dc423ddc6",
      "size": 377,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/tables.xlsx",
      "id": "",
      "name": "tables.xlsx",
      "sha256": "3fefc09df042683cfa1fe922cc2fd451a335f5c42124dc321c5d7042d30d8645",
      "size": 249880,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/waivers.csv",
      "id": "",
      "name": "waivers.csv",
      "sha256": "d048ef99f75d7aa9d63bb6fa8b191f0024a580510ab38c7ae341a3c16b7b768c",
      "size": 178,
      "address": ""
    },
    {
      "key": "releases/2024-05-02/SHA256SUMS",
      "id": "",
      "name": "SHA256SUMS",
      "sha256": "cde9c341f5f321639017cc33994789a7e567e9089814a24c1f8d30e624e79861",
      "size": 1371,
      "address": ""
    }
  ],
  "tables": []
}
');
CREATE TABLE catalogue_tries ( plan_id VARCHAR(64) NOT NULL, catalogue VARCHAR(128) NOT NULL, at DATETIME NOT NULL, writes INTEGER NOT NULL, looked_at DATETIME, drifted TEXT NOT NULL, PRIMARY KEY (plan_id, catalogue) );
INSERT INTO "catalogue_tries" VALUES('umibe','directory','2024-05-02 03:00:00.000000',3,'2024-05-02 03:00:00.000000','[["umibe", ["title"], "left"]]');
CREATE TABLE contents ( plan_id VARCHAR(64) NOT NULL, digest VARCHAR(64) NOT NULL, fiscal_year INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (plan_id, digest) );
INSERT INTO "contents" VALUES('umibe','ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2',2023,'{"side":{"codes_of_quality":[{"code":"unassigned","code_list":"department","fiscal_year":"2023","illustrative":"false","label_en":"","label_ja":"所属不明","municipality_code":"322016","plan_id":"umibe"}],"provenance":[{"cell":"B2","correction_no":"","field":"achievement_status","fiscal_year":"2023","item_no":"1","municipality_code":"322016","plan_id":"umibe","received_on":"2024-05-01","sha256":"54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950","sheet_number":"1","table_name":"progress"},{"cell":"C2","correction_no":"1","field":"result_text","fiscal_year":"2023","item_no":"1","municipality_code":"322016","plan_id":"umibe","received_on":"2024-05-01","sha256":"54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950","sheet_number":"1","table_name":"progress"},{"cell":"B4","correction_no":"","field":"achievement_status","fiscal_year":"2023","item_no":"2","municipality_code":"322016","plan_id":"umibe","received_on":"2024-05-01","sha256":"5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10","sheet_number":"1","table_name":"progress"},{"cell":"C4","correction_no":"","field":"result_text","fiscal_year":"2023","item_no":"2","municipality_code":"322016","plan_id":"umibe","received_on":"2024-05-01","sha256":"5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10","sheet_number":"1","table_name":"progress"},{"cell":"D4","correction_no":"","field":"actual_value","fiscal_year":"2023","item_no":"2","municipality_code":"322016","plan_id":"umibe","received_on":"2024-05-01","sha256":"5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10","sheet_number":"1","table_name":"indicators"}],"quality":[{"department_code":"kankyo","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH117","rule_title":"隔離されているため、開きません","severity":"error"},{"department_code":"kikaku","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH303","rule_title":"達成状況がありません","severity":"error"},{"department_code":"kikaku","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH324","rule_title":"「〃」「同上」などで省略されています","severity":"error"},{"department_code":"kikaku","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH501","rule_title":"達成状況と数値が矛盾しています","severity":"error"},{"department_code":"kikaku","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH805","rule_title":"見出しが1行目にありません","severity":"info"},{"department_code":"kikaku","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH810","rule_title":"合計や区切りの行があります","severity":"info"},{"department_code":"unassigned","findings":"1","fiscal_year":"2023","municipality_code":"322016","plan_id":"umibe","rule":"SH101","rule_title":"ファイルを開けません","severity":"error"}],"waivers":[{"approved_by_role":"approver","ends_on":"2024-12-01","field":"achievement_status","fiscal_year":"2023","item_no":"2","municipality_code":"322016","plan_id":"umibe","reason":"集計方法の違い","rule":"SH501"}]},"substance":{"achievement":[{"achieved":"2","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"2","key":"umibe","label":"海辺市まちづくり計画","level":"plan","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"},{"achieved":"2","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"2","key":"U1","label":"海と暮らす","level":"basic_policy","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"},{"achieved":"2","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"2","key":"U1-1","label":"浜を守る","level":"policy_measure","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"},{"achieved":"0","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"0","key":"U1-2","label":"港を育てる","level":"policy_measure","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"","rate_percent_max":"","rate_percent_min":"","unreported":"0"},{"achieved":"1","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"1","key":"kikaku","label":"総務部 企画課","level":"department","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"},{"achieved":"1","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"1","key":"kankyo","label":"市民部 環境課","level":"department","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"},{"achieved":"1","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"1","key":"numeric_target","label":"数値目標あり","level":"kind","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"},{"achieved":"1","carried_forward":"0","fiscal_year":"2023","illustrative":"false","in_review":"0","items":"1","key":"other","label":"数値目標なし","level":"kind","municipality_code":"322016","not_achieved":"0","not_due":"0","pending":"0","plan_id":"umibe","rate_percent":"100.0","rate_percent_max":"100.0","rate_percent_min":"100.0","unreported":"0"}],"achievement_items":[{"achievement_status":"achieved","fiscal_year":"2023","item_no":"1","key":"umibe","level":"plan","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"2","key":"umibe","level":"plan","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"1","key":"U1","level":"basic_policy","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"2","key":"U1","level":"basic_policy","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"1","key":"U1-1","level":"policy_measure","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"2","key":"U1-1","level":"policy_measure","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"1","key":"kankyo","level":"department","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"2","key":"kikaku","level":"department","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"1","key":"other","level":"kind","municipality_code":"322016","plan_id":"umibe"},{"achievement_status":"achieved","fiscal_year":"2023","item_no":"2","key":"numeric_target","level":"kind","municipality_code":"322016","plan_id":"umibe"}],"achievement_rule":[{"arithmetic":"achieved-over-items-half-up/1","contradictions":"returned","denominator":"achieved not_achieved","description":"所管課の申告によります。","description_en":"As declared.","fiscal_year":"2023","municipality_code":"322016","name":"declared","plan_id":"umibe","version":"1"}],"action_items":[{"basic_policy":"U1","department_code":"kankyo","end_reason":"","fiscal_year":"2023","from_fiscal_year":"2023","illustrative":"false","item_illustrative":"false","item_kind":"other","item_no":"1","item_order":"1","municipality_code":"322016","name":"浜の清掃","page":"3","plan_id":"umibe","policy_measure":"U1-1","successor_item_no":"","to_fiscal_year":""},{"basic_policy":"U1","department_code":"kikaku","end_reason":"","fiscal_year":"2023","from_fiscal_year":"2023","illustrative":"false","item_illustrative":"false","item_kind":"numeric_target","item_no":"2","item_order":"2","municipality_code":"322016","name":"来訪者を増やす","page":"","plan_id":"umibe","policy_measure":"U1-1","successor_item_no":"","to_fiscal_year":""}],"codes":[{"code":"umibe","code_list":"plan","fiscal_year":"2023","illustrative":"false","label_en":"Umibe City Plan","label_ja":"海辺市まちづくり計画","municipality_code":"322016","plan_id":"umibe"},{"code":"U1","code_list":"basic_policy","fiscal_year":"2023","illustrative":"false","label_en":"","label_ja":"海と暮らす","municipality_code":"322016","plan_id":"umibe"},{"code":"U1-1","code_list":"policy_measure","fiscal_year":"2023","illustrative":"false","label_en":"","label_ja":"浜を守る","municipality_code":"322016","plan_id":"umibe"},{"code":"U1-2","code_list":"policy_measure","fiscal_year":"2023","illustrative":"false","label_en":"","label_ja":"港を育てる","municipality_code":"322016","plan_id":"umibe"},{"code":"kikaku","code_list":"department","fiscal_year":"2023","illustrative":"false","label_en":"","label_ja":"総務部 企画課","municipality_code":"322016","plan_id":"umibe"},{"code":"kankyo","code_list":"department","fiscal_year":"2023","illustrative":"false","label_en":"","label_ja":"市民部 環境課","municipality_code":"322016","plan_id":"umibe"}],"corrections":[{"correction_no":"1","evidence":"作業日報","field":"result_text","fiscal_year":"2023","item_no":"1","municipality_code":"322016","new_value":"浜を二度清掃した","old_value":"浜を清掃した","plan_id":"umibe","reason":"記入漏れ","recorded_by_role":"steward","recorded_on":"2024-05-01","table_name":"progress"}],"highlights":[],"indicators":[{"accumulation":"annual","actual_value":"99","actual_value_missing":"","baseline_fiscal_year":"","baseline_value":"","fiscal_year":"2023","illustrative":"false","indicator_name":"指標","item_no":"2","municipality_code":"322016","plan_id":"umibe","target_direction":"increase","target_value":"100","tolerance":"0","unit":"人","value_in_year":"","value_status":"confirmed"}],"progress":[{"achievement_status":"achieved","carried_forward":"false","carried_forward_from":"","confirmation_expected":"","fiscal_year":"2023","illustrative":"false","item_no":"1","municipality_code":"322016","next_action":"","plan_id":"umibe","reason_not_achieved":"","result_text":"浜を二度清掃した","revision_reason":"記入漏れ","value_status":"revised"},{"achievement_status":"achieved","carried_forward":"false","carried_forward_from":"","confirmation_expected":"","fiscal_year":"2023","illustrative":"false","item_no":"2","municipality_code":"322016","next_action":"","plan_id":"umibe","reason_not_achieved":"","result_text":"来訪者を迎えた","revision_reason":"","value_status":"confirmed"}]}}');
CREATE TABLE corrections ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, fiscal_year INTEGER NOT NULL, item_no TEXT NOT NULL, field VARCHAR(64) NOT NULL, old_value TEXT NOT NULL, new_value TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL, status VARCHAR(16) NOT NULL, recorded_by TEXT NOT NULL, recorded_role VARCHAR(64) NOT NULL, recorded_on DATE NOT NULL, ended_on DATE, PRIMARY KEY (id) );
INSERT INTO "corrections" VALUES(1,'umibe',2023,'1','result_text','浜を清掃した','浜を二度清掃した','記入漏れ','作業日報','recorded','user:steward','steward','2024-05-01',NULL);
CREATE TABLE destroyed_contents ( plan_id VARCHAR(64) NOT NULL, sha256 VARCHAR(64) NOT NULL, destroyed_on DATE NOT NULL, takedown INTEGER NOT NULL, PRIMARY KEY (plan_id, sha256) );
CREATE TABLE findings ( plan_id VARCHAR(64) NOT NULL, fingerprint VARCHAR(32) NOT NULL, rule VARCHAR(16) NOT NULL, severity VARCHAR(16) NOT NULL, fiscal_year INTEGER, round_id TEXT NOT NULL, department TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, path TEXT NOT NULL, sheet_number INTEGER NOT NULL, sheet_name TEXT NOT NULL, cell VARCHAR(16) NOT NULL, item_no TEXT NOT NULL, field TEXT NOT NULL, raw TEXT NOT NULL, message_ja TEXT NOT NULL, message_en TEXT NOT NULL, remedy_ja TEXT NOT NULL, remedy_en TEXT NOT NULL, state VARCHAR(32) NOT NULL, first_seen DATE NOT NULL, last_seen DATE NOT NULL, resolved_on DATE, rank INTEGER DEFAULT '0' NOT NULL, is_open BOOLEAN DEFAULT 1 NOT NULL, note TEXT DEFAULT '' NOT NULL, PRIMARY KEY (plan_id, fingerprint) );
INSERT INTO "findings" VALUES('umibe','e6270c9e6800f2a96369bba46cc67465','SH101','error',2023,'r5-end','','9e46588acfc3807754f97c0e805a6c5b14080796d9f105e030793be4cd39a75a','令和5年度/年度末/壊れた.xlsx',0,'','','','','','ファイルを開けません（壊れています）。','The file cannot be opened: it is damaged.','Excelで開けることを確かめ、パスワードがあれば外し、「Excelブック（*.xlsx）」で保存し直して、もう一度提出してください。','Make sure that Excel opens it, take off any password, save it as an Excel workbook (*.xlsx) and submit it again.','open','2024-05-01','2024-05-02',NULL,0,1,'');
INSERT INTO "findings" VALUES('umibe','606ae34c3428d7920423c1796fa5f142','SH501','error',2023,'r5-end','kikaku','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','令和5年度/年度末/企画課.csv',1,'CSV','B4','2','achievement_status','A','No.2は「A」ですが、実績99人・目標100人（上がると良い）と合いません。','Item 2 declares “A”, but the figure is 99 人 and the target 100 人 (should rise).','達成状況か数値を見直してください。','Check the status and the figures.','waived','2024-05-01','2024-05-02',NULL,0,1,'集計方法の違い');
INSERT INTO "findings" VALUES('umibe','292606fd3d60a0b0591178b8a8717b4a','SH805','info',2023,'r5-end','kikaku','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','令和5年度/年度末/企画課.csv',1,'CSV','','','','','シート「CSV」の見出しは3行目からか、2行以上にわたっています。','The headings of “CSV” begin on row 3, or take several rows.','見出しを1行目に、1行で書いてください。','Put the headings on row 1, in one row.','open','2024-05-01','2024-05-02',NULL,2,1,'');
INSERT INTO "findings" VALUES('umibe','3b80956efbabe1d1f91d4842aa75580a','SH810','info',2023,'r5-end','kikaku','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','令和5年度/年度末/企画課.csv',1,'CSV','','','','','シート「CSV」の表に、合計や区切りの行が1行あります。データとしては読みません。','1 row(s) in the table of “CSV” are totals or section headings; they are not read as data.','そのままで構いません。機械で読む表では、区切りは列に、合計は別の表にします。','Nothing to do; in a table for machines sections have a column, and totals a table of their own.','open','2024-05-01','2024-05-02',NULL,2,1,'');
INSERT INTO "findings" VALUES('umibe','fd711134570e9061ebad6156f5e31545','SH303','error',2023,'r5-end','kikaku','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','令和5年度/年度末/企画課.csv',1,'CSV','B5','行5','achievement_status','','No.〃の達成状況が空です。','The status of item 〃 is empty.','達成状況を選んでください（S・A・B・C・－時期外）。','Choose a status (S・A・B・C・－時期外).','open','2024-05-01','2024-05-02',NULL,0,1,'');
INSERT INTO "findings" VALUES('umibe','ece27ee22ce8a94fec76b0343702e90c','SH324','error',2023,'r5-end','kikaku','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','令和5年度/年度末/企画課.csv',1,'CSV','A5','行5','item_no','〃','この列は、「〃」「同上」や縦に結合したセルでは読めません。','This column is not read from a ditto mark or a cell merged down.','行ごとに値を書いてください。','Write the value out on every row.','open','2024-05-01','2024-05-02',NULL,0,1,'');
INSERT INTO "findings" VALUES('umibe','703341f27f72197c8b20fc9cd05b244d','SH117','error',2023,'r5-end','kankyo','54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950','令和5年度/年度末/環境課.csv',0,'','','','','','このファイルは2024-05-01に隔離されました。隔離が解かれるまで、誰も開きません。','This file was quarantined on 2024-05-01; nobody opens it until that is undone.','作り直したファイルを提出してください。隔離した理由は、確認担当に尋ねてください。','Submit a file made anew; the stewards know why this one was quarantined.','open','2024-05-02','2024-05-02',NULL,0,1,'');
CREATE TABLE highlight_choices ( plan_id VARCHAR(64) NOT NULL, report_year INTEGER NOT NULL, policy_measure VARCHAR(64) NOT NULL, item_no TEXT NOT NULL, original_text TEXT NOT NULL, text TEXT NOT NULL, chosen_by TEXT NOT NULL, chosen_role VARCHAR(64) NOT NULL, chosen_on DATE NOT NULL, PRIMARY KEY (plan_id, report_year, policy_measure) );
INSERT INTO "highlight_choices" VALUES('umibe',2023,'U1-1','1','浜を二度清掃した','浜を清掃しました','user:steward','steward','2024-05-02');
CREATE TABLE kept_drifts ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, catalogue VARCHAR(128) NOT NULL, thing TEXT NOT NULL, kind VARCHAR(16) NOT NULL, fields TEXT NOT NULL, is_absent BOOLEAN NOT NULL, is_extra BOOLEAN NOT NULL, reason TEXT NOT NULL, role VARCHAR(64) NOT NULL, since DATE NOT NULL, ended_on DATE, ended_reason TEXT NOT NULL, PRIMARY KEY (id) );
INSERT INTO "kept_drifts" VALUES(1,'umibe','directory','umibe','dataset','{"tags": ["あ", "い"], "title": "別の題"}',0,0,'先方の都合','steward','2024-05-02',NULL,'');
CREATE TABLE login_attempts ( id INTEGER NOT NULL, origin VARCHAR(64) NOT NULL, account VARCHAR(64) NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (id) );
CREATE TABLE nights ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, as_of DATE NOT NULL, started_at DATETIME NOT NULL, finished_at DATETIME, outcome TEXT NOT NULL, refused TEXT DEFAULT '{}' NOT NULL, PRIMARY KEY (id) );
INSERT INTO "nights" VALUES(1,'umibe','2024-05-01','2026-11-30 06:41:40.379754','2026-11-30 06:41:43.496816','{"as_of": "2024-05-01", "catalogues": [], "dataset": "umibe-plan", "departments": [{"code": "kikaku", "errors": 3, "name": "総務部 企画課", "warnings": 0}, {"code": "", "errors": 1, "name": "所属不明", "warnings": 0}], "files_deferred": [], "files_new": 3, "files_seen": 3, "findings_errors": 4, "findings_infos": 2, "findings_new": 6, "findings_resolved": 0, "findings_warnings": 0, "illustrative": false, "latest": "umibe/data/published/umibe-plan/latest", "messages_sent": 0, "messages_unsent": 0, "plan_id": "umibe", "released_version": null, "returned_files": 0, "warnings": [], "years": [{"fiscal_year": 2023, "headline": [], "label": "令和5年度（2023年度）", "outcome": "held", "waiting": {"digest": "197e42c478c157352e002c34deb9b9f7b5733005854c4e7400bd2be21714620e", "headline": [{"achieved": 1, "in_review": 1, "items": 1, "key": "U1", "label": "海と暮らす", "pending": 0, "rate_percent": "100.0", "unreported": 0}, {"achieved": 1, "in_review": 1, "items": 1, "key": "umibe", "label": "海辺市まちづくり計画", "pending": 0, "rate_percent": "100.0", "unreported": 0}], "reasons": [["初めての公表で、照合する公式の数値がありません: 令和5年度（2023年度）の公式の数値が計画にありません。", "First release, no official figure: the plan has no official figure of FY2023."]]}}]}','{}');
INSERT INTO "nights" VALUES(2,'umibe','2024-05-02','2026-11-30 06:41:44.072670','2026-11-30 06:41:44.782993','{"as_of": "2024-05-02", "catalogues": [], "dataset": "umibe-plan", "departments": [{"code": "kikaku", "errors": 3, "name": "総務部 企画課", "warnings": 0}, {"code": "kankyo", "errors": 1, "name": "市民部 環境課", "warnings": 0}, {"code": "", "errors": 1, "name": "所属不明", "warnings": 0}], "files_deferred": [], "files_new": 0, "files_seen": 3, "findings_errors": 5, "findings_infos": 2, "findings_new": 1, "findings_resolved": 0, "findings_warnings": 0, "illustrative": false, "latest": "umibe/data/published/umibe-plan/latest", "messages_sent": 0, "messages_unsent": 0, "plan_id": "umibe", "released_version": null, "returned_files": 0, "warnings": [], "years": [{"fiscal_year": 2023, "headline": [], "label": "令和5年度（2023年度）", "outcome": "held", "waiting": {"digest": "ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2", "headline": [{"achieved": 2, "in_review": 0, "items": 2, "key": "U1", "label": "海と暮らす", "pending": 0, "rate_percent": "100.0", "unreported": 0}, {"achieved": 2, "in_review": 0, "items": 2, "key": "umibe", "label": "海辺市まちづくり計画", "pending": 0, "rate_percent": "100.0", "unreported": 0}], "reasons": [["初めての公表で、照合する公式の数値がありません: 令和5年度（2023年度）の公式の数値が計画にありません。", "First release, no official figure: the plan has no official figure of FY2023."], ["訂正のため、承認が必要です: No.1 取組実績: 浜を清掃した → 浜を二度清掃した（訂正1: 記入漏れ）。", "A correction waits for approval: No.1 What was done: 浜を清掃した → 浜を二度清掃した (correction 1: 記入漏れ)."]]}}]}','{}');
CREATE TABLE official_figures ( plan_id VARCHAR(64) NOT NULL, fiscal_year INTEGER NOT NULL, level VARCHAR(32) NOT NULL, "key" VARCHAR(64) NOT NULL, items INTEGER NOT NULL, achieved INTEGER NOT NULL, pending INTEGER NOT NULL, rate_percent VARCHAR(16) NOT NULL, decided_on DATE NOT NULL, role VARCHAR(64) NOT NULL, document TEXT NOT NULL, PRIMARY KEY (plan_id, fiscal_year, level, "key") );
INSERT INTO "official_figures" VALUES('umibe',2023,'plan','umibe',2,2,0,'100.0','2024-05-02','approver','総デ第1号');
INSERT INTO "official_figures" VALUES('umibe',2023,'basic_policy','U1',2,2,0,'100.0','2024-05-02','approver','総デ第1号');
CREATE TABLE outbox ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, recipient TEXT NOT NULL, kind VARCHAR(32) NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, status VARCHAR(16) NOT NULL, attempts INTEGER NOT NULL, next_try DATETIME, created_on DATE NOT NULL, last_error TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (plan_id, recipient, kind, subject, created_on) );
INSERT INTO "outbox" VALUES(1,'umibe','企画課','reminder','締切','本文','pending',0,NULL,'2024-05-02','');
CREATE TABLE quarantines ( plan_id VARCHAR(64) NOT NULL, sha256 VARCHAR(64) NOT NULL, since DATE NOT NULL, reason TEXT NOT NULL, actor TEXT NOT NULL, kept TEXT NOT NULL, PRIMARY KEY (plan_id, sha256) );
INSERT INTO "quarantines" VALUES('umibe','54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950','2024-05-01','点検中','user:steward','[[1, 2]]');
CREATE TABLE readings ( sha256 VARCHAR(64) NOT NULL, reader VARCHAR(96) NOT NULL, labels TEXT NOT NULL, problems TEXT NOT NULL, account TEXT NOT NULL, proposals TEXT DEFAULT '[]' NOT NULL, PRIMARY KEY (sha256) );
INSERT INTO "readings" VALUES('5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','5','[{"name":"department","sheet_number":1,"sheet_name":"CSV","answer":["B1","企画課",[],[],[]]}]','[]','{"file_format":"CSV","encoding":"UTF-8","why_encoding":["全体がUTF-8として正しいため","because all of it is valid UTF-8"],"second_look":false,"sheets":[{"number":1,"name":"CSV","fate":"read","tables":[{"header_rows":[3,3],"score":15.0,"columns":[["A","番号","item_no"],["B","達成状況","achievement_status"],["C","取組実績","result_text"],["D","実績値","actual_value"]],"rows":2,"skipped":[[6,"total"]]}],"runner_up":"","layout":"","facts":[]}]}','[]');
INSERT INTO "readings" VALUES('54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950','5','[]','[]','{"file_format":"CSV","encoding":"UTF-8 (BOM)","why_encoding":["先頭のバイト順マーク（BOM）による","by its byte order mark"],"second_look":false,"sheets":[{"number":1,"name":"CSV","fate":"read","tables":[{"header_rows":[1,1],"score":19.0,"columns":[["A","番号","item_no"],["B","達成状況","achievement_status"],["C","取組実績","result_text"],["D","未達成の理由","reason_not_achieved"],["E","実績値","actual_value"],["F","累計","cumulative_value"],["G","単位","unit"]],"rows":1,"skipped":[]}],"runner_up":"","layout":"","facts":[]}]}','[]');
INSERT INTO "readings" VALUES('9e46588acfc3807754f97c0e805a6c5b14080796d9f105e030793be4cd39a75a','5','[]','[{"rule":"SH101","sheet_number":0,"sheet_name":"","cell":"","raw":"","stops_reading":true,"values":{"why_ja":"壊れています","why_en":"it is damaged"}}]','{"file_format":"zip","encoding":"","why_encoding":["",""],"second_look":false,"sheets":[]}','[]');
CREATE TABLE releases ( plan_id VARCHAR(64) NOT NULL, number INTEGER NOT NULL, version VARCHAR(32) NOT NULL, as_of DATE NOT NULL, state VARCHAR(16) NOT NULL, years TEXT NOT NULL, withdrawn BOOLEAN NOT NULL, withdraws TEXT NOT NULL, actor TEXT NOT NULL, role VARCHAR(64) NOT NULL, PRIMARY KEY (plan_id, number), UNIQUE (plan_id, version) );
INSERT INTO "releases" VALUES('umibe',1,'2024-05-02','2024-05-02','released','{"2023": ["ce86c99dc673fd58d5976db337a4f86ed6676ed061beb6c4bf038fc3b40996e2", "approved", "決裁", "approver"]}',0,'[]','user:approver','approver');
CREATE TABLE reminders ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, department TEXT NOT NULL, round_id TEXT NOT NULL, level INTEGER NOT NULL, situation TEXT NOT NULL, sent_on DATE NOT NULL, PRIMARY KEY (id) );
CREATE TABLE sheet_rows ( sha256 VARCHAR(64) NOT NULL, position INTEGER NOT NULL, sheet_number INTEGER NOT NULL, row_number INTEGER NOT NULL, sheet_name TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (sha256, position) );
INSERT INTO "sheet_rows" VALUES('5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10',0,1,4,'CSV','{"item_no":["A4","2"],"achievement_status":["B4","A"],"result_text":["C4","来訪者を迎えた"],"actual_value":["D4","９９人"]}');
INSERT INTO "sheet_rows" VALUES('5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10',1,1,5,'CSV','{"item_no":["A5","〃"],"achievement_status":["B5",""],"result_text":["C5","その続き"],"actual_value":["D5",""]}');
INSERT INTO "sheet_rows" VALUES('54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950',0,1,2,'CSV','{"item_no":["A2","1"],"achievement_status":["B2","A"],"result_text":["C2","浜を清掃した"],"reason_not_achieved":["D2",""],"actual_value":["E2",""],"cumulative_value":["F2",""],"unit":["G2",""]}');
CREATE TABLE standings ( plan_id VARCHAR(64) NOT NULL, round_id VARCHAR(64) NOT NULL, department VARCHAR(64) NOT NULL, expected INTEGER NOT NULL, accepted INTEGER NOT NULL, pending INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, received_on DATE, last_received_on DATE, PRIMARY KEY (plan_id, round_id, department) );
INSERT INTO "standings" VALUES('umibe','r5-end','kikaku',1,1,0,2,0,'2024-05-01','2024-05-01');
INSERT INTO "standings" VALUES('umibe','r5-end','kankyo',1,1,0,1,0,'2024-05-01','2024-05-01');
CREATE TABLE submissions ( plan_id VARCHAR(64) NOT NULL, sha256 VARCHAR(64) NOT NULL, suffix VARCHAR(16) NOT NULL, size INTEGER NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL, first_seen DATE NOT NULL, PRIMARY KEY (plan_id, sha256) );
INSERT INTO "submissions" VALUES('umibe','5065dc36029c071da9add08277118fa7ee590a3330e24874b80ead6623910e10','.csv',144,'umibe/inbox','企画課.csv','2024-05-01');
INSERT INTO "submissions" VALUES('umibe','9e46588acfc3807754f97c0e805a6c5b14080796d9f105e030793be4cd39a75a','.xlsx',25,'umibe/inbox','壊れた.xlsx','2024-05-01');
INSERT INTO "submissions" VALUES('umibe','54c762dcc3c11f3389b6bfb5652fb577312316902eca2ea56b67ec6a8edff950','.csv',104,'umibe/inbox','環境課.csv','2024-05-01');
CREATE TABLE takedowns ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, status VARCHAR(16) NOT NULL, kind VARCHAR(32) NOT NULL, reason TEXT NOT NULL, wanted TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, asked_by TEXT NOT NULL, asked_role VARCHAR(64) NOT NULL, asked_on DATE NOT NULL, decided_by TEXT NOT NULL, decided_role VARCHAR(64) NOT NULL, decided_on DATE, decided_reason TEXT NOT NULL, done TEXT NOT NULL, PRIMARY KEY (id) );
INSERT INTO "takedowns" VALUES(1,'umibe','asked','personal_data','確認のため','来訪者','','user:steward','steward','2024-05-02','','',NULL,'','{}');
CREATE TABLE uploads ( token VARCHAR(64) NOT NULL, plan_id VARCHAR(64) NOT NULL, account VARCHAR(64) NOT NULL, name TEXT NOT NULL, department TEXT NOT NULL, round_id TEXT NOT NULL, sha256 VARCHAR(64) NOT NULL, suffix VARCHAR(16) NOT NULL, size INTEGER NOT NULL, found TEXT NOT NULL, at DATETIME NOT NULL, PRIMARY KEY (token) );
INSERT INTO "uploads" VALUES('fc0b9145185490852e24de71d035c3e50957aca77d6b46a56661c77aa4adf89b','umibe','dx','企画課.csv','kikaku','r5-end','abababababababababababababababababababababababababababababababab','.csv',1,'{"errors": 0, "rows": [["2", "A"]]}','2024-05-02 03:00:00.000000');
CREATE TABLE waiting ( plan_id VARCHAR(64) NOT NULL, fiscal_year INTEGER NOT NULL, digest VARCHAR(64) NOT NULL, outcome VARCHAR(16) NOT NULL, is_first BOOLEAN NOT NULL, holds TEXT NOT NULL, since DATE NOT NULL, message TEXT DEFAULT '' NOT NULL, returned_by TEXT DEFAULT '' NOT NULL, PRIMARY KEY (plan_id, fiscal_year) );
CREATE TABLE waivers ( id INTEGER NOT NULL, plan_id VARCHAR(64) NOT NULL, fingerprint VARCHAR(32) NOT NULL, fiscal_year INTEGER, item_no TEXT NOT NULL, rule VARCHAR(16) NOT NULL, status VARCHAR(16) NOT NULL, reason TEXT NOT NULL, ends_on DATE NOT NULL, requested_by TEXT NOT NULL, requested_on DATE NOT NULL, decided_by TEXT NOT NULL, decided_role VARCHAR(64) NOT NULL, decided_on DATE, decided_reason TEXT NOT NULL, PRIMARY KEY (id) );
INSERT INTO "waivers" VALUES(1,'umibe','606ae34c3428d7920423c1796fa5f142',2023,'2','SH501','approved','集計方法の違い','2024-12-01','user:steward','2024-05-01','user:approver','approver','2024-05-01','確認した');
CREATE TABLE web_sessions ( token_hash VARCHAR(64) NOT NULL, account VARCHAR(64) NOT NULL, csrf VARCHAR(64) NOT NULL, created_at DATETIME NOT NULL, seen_at DATETIME NOT NULL, data TEXT NOT NULL, PRIMARY KEY (token_hash) );
INSERT INTO "web_sessions" VALUES('40cf6e24183439acae91bc58b0928b01314394f40fd7299c493b3f47410b5587','dx','djfg-0F72lAW3jWin2LS6zd_NMqbXPrI7fPU-3jpi1w','2024-05-02 03:00:00.000000','2024-05-02 03:00:00.000000','{"filter": "SH5", "page": 2}');
CREATE INDEX accounts_by_login ON accounts (login);
CREATE INDEX accounts_by_subject ON accounts (subject);
CREATE INDEX amendments_by_status ON amendments (plan_id, status);
CREATE INDEX corrections_by_status ON corrections (plan_id, status);
CREATE INDEX login_attempts_by_origin ON login_attempts (origin, at);
CREATE INDEX login_attempts_by_account ON login_attempts (account, at);
CREATE INDEX outbox_by_status ON outbox (plan_id, status);
CREATE INDEX reminders_of_round ON reminders (plan_id, round_id, department);
CREATE INDEX uploads_by_time ON uploads (at);
CREATE INDEX waivers_by_finding ON waivers (plan_id, fingerprint);
CREATE INDEX waivers_by_status ON waivers (plan_id, status);
CREATE INDEX web_sessions_of_account ON web_sessions (account);
CREATE INDEX findings_queue ON findings (plan_id, is_open, rank, first_seen, fingerprint);
CREATE INDEX findings_of_department ON findings (plan_id, department, is_open, rank, first_seen, fingerprint);
CREATE INDEX findings_of_rule ON findings (plan_id, rule, is_open, rank, first_seen, fingerprint);
CREATE INDEX findings_by_state ON findings (plan_id, state, is_open, rank, first_seen, fingerprint);
CREATE INDEX findings_of_file ON findings (plan_id, sha256);
CREATE INDEX findings_of_item ON findings (plan_id, item_no, is_open, rank, first_seen, fingerprint);
CREATE INDEX audit_by_subject ON audit (plan_id, subject, number);
CREATE INDEX catalogue_receipts_by_version ON catalogue_receipts (plan_id, version, id);
CREATE INDEX takedowns_by_status ON takedowns (plan_id, status);
CREATE INDEX kept_drifts_by_catalogue ON kept_drifts (plan_id, catalogue, ended_on);
COMMIT;

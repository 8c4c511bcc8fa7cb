# SPDX-License-Identifier: MIT
"""Random councils, made through the command line, that keep what they were fed: for tests of the
papers, and for looking at them (make papers).  Run by itself it tests that one is accepted."""

import random
import unicodedata

from lib import Session, leaves, main, ok, run, test

FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương".split()
MIDDLE = "Thị Văn Hữu Quốc Minh Ngọc Thanh Hoàng Xuân Đức".split()
GIVEN = "Nghĩa Phượng Tưởng Quyền Diễm Ánh Khương Trường Ngân Thủy Lượng Bảo Kiều Hạnh Út".split()
AGENCIES = ["Sở Nông nghiệp và Môi trường", "Sở Công Thương", "Sở Y tế",
            "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch",
            "Văn phòng Điều phối Chương trình MTQG xây dựng nông thôn mới tỉnh"]
GOODS = ["Bánh phồng tôm", "Tôm khô", "Muối ba khía", "Mắm cá lóc", "Cua Năm Căn", "Mật ong rừng U "
         "Minh Hạ", "Khô cá bổi", "Rượu nếp than", "Bồn bồn muối chua", "Trà hoa vàng"]
OWNERS = ["Hợp tác xã Dịch vụ nông nghiệp và thủy sản Tân Phú", "Cơ sở Hai Lúa",
          "Công ty TNHH MTV Chế biến thực phẩm Đất Mũi", "Hộ kinh doanh Nguyễn Thị Diễm"]
COMMUNES = ["xã Đất Mũi", "phường Tân Thành", "xã Hồ Thị Kỷ", "xã Phan Ngọc Hiển", ""]
KINDS = ["lần đầu", "nâng hạng", "đánh giá lại", ""]
BUSINESS = ["Hợp tác xã", "Doanh nghiệp", "Hộ kinh doanh", ""]
SETS = [("8", 4), ("1", 2), ("12", 1), ("20", 1)]
LONGEST = ("Thanh long sấy dẻo nguyên vị không đường đóng túi hút chân không 200 gram của tổ hợp tác "
           "phụ nữ ấp Kinh Tư, vụ đông xuân năm 2026")[:131].ljust(131, "ợ")
ODD = ["=1+1", "+84 gạo", "@SUM(A1)", "-2 chai", "Mắm & <tôm> \"A\"", "Gạo ST25; 5'kg", LONGEST]


def nfd(text):
    return unicodedata.normalize("NFD", text)


class Council(Session):
    """products x members; fed is what went in.  plain: without odd names and gaps."""

    def __init__(self, path, products, members, seed=1, plain=False, sets=SETS, **settings):
        self.random = random.Random(seed)
        self.plain = plain
        facts = dict(province="Cà Mau", round="2", year="2026", date="2026-08-05",
                     quorum="1/2", absent__ballots=self.random.choice(["refused", "counted"]))
        facts.update(settings)
        self.written_count = facts["absent__ballots"] == "counted"
        super().__init__(path, members=0, products=0, **facts)
        self.marks, self.away, self.reopened, self.found = {}, {}, [], []
        self.findings = {}  # what was concluded last of each thing
        self.make_members(members)
        self.make_products(products, sets)

    def load(self, kind, header, rows, rc=0, *options):
        return super().load(kind, header, rows, rc, *options) if rows else None

    # ---- lists ----

    def make_members(self, n):
        pick = self.random.choice
        names = []
        while len(names) < n:
            name = f"{pick(FAMILY)} {pick(MIDDLE)} {pick(GIVEN)}"
            if name not in names:
                names.append(name)
        self.members = names
        roles = ["chủ tịch", "phó chủ tịch" if n > 3 else "ủy viên", "ủy viên kiêm thư ký"]
        self.people = [[i + 1, pick(["Ông", "Bà", ""]), m, pick(["Giám đốc", "Phó Giám đốc", ""]),
                        pick(AGENCIES), (roles + ["ủy viên"] * n)[i], "có"]
                       for i, m in enumerate(names)]
        self.people.append([n + 1, "Bà", "Khách Thị Mời", "", "UBND xã Đất Mũi", "khách mời", "có"])
        self.load_members()

    def load_members(self):
        self.load("members", ["stt", "danh_xung", "ho_ten", "chuc_vu", "co_quan", "vai_tro",
                              "co_mat"], self.people)

    def leave_and_return(self):
        """The last but one member goes and comes again before anything is scored."""
        person = self.people[-3 if len(self.people) > 3 else -2]
        for there in ("có việc riêng", "có"):
            person[6] = there
            self.load_members()
        return person[2]

    def make_products(self, n, sets):
        r = self.random
        odd = [] if self.plain else r.sample(ODD[:-1], min(len(ODD) - 1, n // 4)) + [LONGEST]
        ids = [s for s, weight in sets for _ in range(weight)]
        self.products = []
        for i in range(n):
            name = odd.pop() if odd and i % 3 == 1 else f"{r.choice(GOODS)} {i + 1}"
            self.products.append({
                "stt": i + 1, "ma_san_pham": f"96-{31800 + i % 7:05}-{i + 1:03}-2026",
                "ten_san_pham": nfd(name) if r.random() < .1 else name,
                "chu_the": r.choice(OWNERS) + (f" {r.randrange(9)}" if r.random() < .7 else ""),
                "dia_chi": f"Ấp {r.randrange(1, 20)}", "dien_thoai": f"09{r.randrange(10 ** 8):08}",
                "xa_phuong": r.choice(COMMUNES), "bo_san_pham": r.choice(ids),
                "lan_dang_ky": r.choice(KINDS), "loai_hinh": r.choice(BUSINESS)})
        self.load("products", list(self.products[0]) if n else [],
                  [list(p.values()) for p in self.products])

    # ---- what happens ----

    def panel(self, share=.06):
        states = ["vang", "khong_tham_gia", "phieu_gui"]
        rows = []
        for p in self.products:
            for m in self.members[2:]:
                if self.random.random() < share:
                    state = self.random.choice(states)
                    self.away[p["stt"], m] = (state, f"lý do {len(rows) + 1}")
                    rows.append([p["stt"], m, state, f"lý do {len(rows) + 1}"])
        self.load("panel", ["san_pham", "thanh_vien", "trang_thai", "ly_do"], rows)

    def ballot(self, product, quality):
        r, ballot = self.random, {}
        for leaf in leaves(product["bo_san_pham"]):
            levels = [l for l in leaf["levels"] if l["label"][0] != "b"]
            at = round(quality * (len(levels) - 1) + r.gauss(0, .08))
            ballot[leaf["code"]] = levels[min(max(at, 0), len(levels) - 1)]
        return ballot

    def shift(self, product, base):
        """A member's own view: a criterion or two one level off."""
        r, own = self.random, dict(base)
        for leaf in r.sample(leaves(product["bo_san_pham"]), r.choice([0, 0, 1, 1, 2, 3])):
            levels = [l for l in leaf["levels"] if l["label"][0] != "b"]
            at = levels.index(own[leaf["code"]]) + r.choice([-1, 1])
            own[leaf["code"]] = levels[min(max(at, 0), len(levels) - 1)]
        return own

    def score(self, skip=0.0):
        """Everybody who may score does; a share of the products stays without ballots."""
        for p in self.products:
            if self.random.random() < skip:
                continue
            base = self.ballot(p, self.random.choice([.3, .45, .6, .7, .75, .8, .85, .9, .97, 1]))
            for m in self.members:
                state = self.away.get((p["stt"], m), ("cham",))[0]
                written = state == "phieu_gui"
                if state == "cham" or (written and self.written_count):
                    self.marks[p["stt"], m] = self.shift(p, base)
        self.put_marks(self.marks)

    def put_marks(self, marks):
        self.load("ballots", ["san_pham", "thanh_vien", "tieu_chi", "muc"],
                  [[p, m, code, level["label"]] for (p, m), ballot in marks.items()
                   for code, level in ballot.items()])

    def total(self, product, member):
        return sum(l["points"] for l in self.marks[product, member].values())

    def find(self, rows, rc=0):
        for row in rows:
            key = tuple(row[:4])
            self.findings.pop(key, None)
            self.findings[key] = row
        return super().find(rows, rc)

    def rescore(self, n):
        keys = self.random.sample(sorted(self.marks), min(n, len(self.marks)))
        for p, m in keys:
            ok("ballot", "reopen", self.path, p, m, "--reason", f"Chấm lại {p}")
            before = self.marks[p, m]
            then = [self.total(p, x) for x in self.members if (p, x) in self.marks]
            self.marks[p, m] = self.shift(self.products[p - 1], before)
            self.reopened.append((p, m, sum(l["points"] for l in before.values()), max(then),
                                  min(then)))
            self.put_marks({(p, m): self.marks[p, m]})

    def put_off(self, n):
        kinds = [("knockout", "loại", "giả mạo hồ sơ"), ("postponed", "có", "thiếu kiểm nghiệm"),
                 ("withdrawn", "có", "chủ thể xin rút")]
        for i, p in enumerate(self.random.sample(self.products, min(n, len(self.products)))):
            kind, verdict, why = kinds[i % 3]
            self.found.append([p["stt"], kind, "", "", "", verdict, "", why])
        if self.found:
            self.find(self.found)

    def settle(self):
        """Conclude what the council must, until only what is not to be concluded is left."""
        for _ in range(6):
            rows, tally = [], {p["no"]: p for p in self.tally()["products"]}
            for b in run("check", self.path, "--json").json["blockers"]:
                no = b["product"]
                if b["code"] == "spread":
                    rows.append([no, "spread", "", "", "", "giữ nguyên", "", "đã thảo luận"])
                elif b["code"] == "forward-open":
                    rows.append([no, "forward", "", "", "", self.random.choice(["trình", "không trình"]),
                                 f"{len(self.members)}/{len(self.members)}", ""])
                elif b["code"] == "minimum-divided":
                    star = next(s for s in (5, 4, 3) if s <= tally[no]["band"] and
                                tally[no]["minimums"][str(s)]["divided"])
                    rows += [[no, "minimum", code, star, "", self.random.choice(["đạt", "không đạt"]),
                              "", "xem hồ sơ"] for code in tally[no]["minimums"][str(star)]["divided"]]
            if not rows:
                return
            self.find(rows)


def random_council(path, products, members, seed, finished=True, **settings):
    """A whole meeting; finished: every product that is not put off has its result."""
    c = Council(path, products, members, seed, **settings)
    c.went = c.leave_and_return()
    c.panel()
    c.score(skip=0 if finished else .15)
    c.rescore(3)
    c.put_off(products // 8 + 1)
    if finished:
        c.settle()
    return c


@test
def a_random_council_is_accepted():
    c = random_council("a.ocop", 10, 4, 1)
    told = c.tally()["products"]
    assert len(told) == 10 and not [p for p in told if p["status"] in ("waiting", "undecided")]
    ok("signoff", c.path)


if __name__ == "__main__":
    main()

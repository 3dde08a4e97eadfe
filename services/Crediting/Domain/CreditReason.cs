using System.Collections.Frozen;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>What became of a sale, as reports group it.</summary>
public enum CreditOutcome
{
    /// <summary>已认定.</summary>
    Credited = 1,

    /// <summary>未结对: eligible, but no pairing connects buyer and origin.</summary>
    Unpaired = 2,

    /// <summary>产地未认定 (CR-04).</summary>
    Unattributed = 3,

    /// <summary>不予认定: the goods, the destination or the buyer are outside the scheme.</summary>
    NotEligible = 4,

    /// <summary>待定: somebody has to decide first (CR-17).</summary>
    Held = 5,

    /// <summary>东货西流: sold from the eastern to the western party of a pairing.</summary>
    ReverseFlow = 6,

    /// <summary>No value was accepted, or what was charged is no sale of goods.</summary>
    NothingAccepted = 7,

    /// <summary>不适用: the scheme does not concern the buyer.</summary>
    NotApplicable = 8,
}

/// <summary>Why a sale was credited at a scheme and tier, or why not.</summary>
public enum CreditReason
{
    /// <summary>A pairing valid on the recognition date matches.</summary>
    PairingMatched = 1,

    /// <summary>The matching pairing has ended, but the order was confirmed before and the transition still runs.</summary>
    PairingInTransition = 2,

    /// <summary>No pairing connects the buyer's region and the origin.</summary>
    NoPairing = 3,

    /// <summary>A pairing connects them, but not on that day.</summary>
    PairingNotValid = 4,

    /// <summary>Several pairings match equally well.</summary>
    AmbiguousPairing = 5,

    /// <summary>The buyer lies in the western party, the origin in the eastern one.</summary>
    ReverseFlow = 6,

    /// <summary>The product has no recognition record.</summary>
    NoRecognition = 7,

    /// <summary>The goods are of no eligible category.</summary>
    CategoryNotEligible = 8,

    /// <summary>The recognition was not valid on the day on which the order was confirmed.</summary>
    RecognitionNotValid = 9,

    /// <summary>The goods stayed in the province that they come from.</summary>
    DeliveredInOriginProvince = 10,

    /// <summary>The buyer is of central budget level.</summary>
    CentralUnit = 11,

    /// <summary>Nothing was accepted, or it was free.</summary>
    NothingAccepted = 12,

    /// <summary>The facilitator was named after the order had been confirmed.</summary>
    FacilitatorNamedLate = 13,

    /// <summary>Bought to be sold on or by staff, and nobody facilitated.</summary>
    NotForOwnUse = 14,

    /// <summary>The supplier was suspended on the day of confirmation.</summary>
    SupplierSuspended = 15,

    /// <summary>Freight, deposit, fee, donation, voucher: no sale of goods.</summary>
    NotGoods = 16,

    /// <summary>A resale of goods that were credited before.</summary>
    Resale = 17,

    /// <summary>More than the batch holds.</summary>
    BatchOverdraw = 18,

    /// <summary>The price is above the ceiling.</summary>
    PriceAboveCeiling = 19,

    /// <summary>Nothing proves the part of the facilitator.</summary>
    FacilitatorProofMissing = 20,

    /// <summary>Buyer or supplier is under suspicion.</summary>
    Suspicion = 21,

    /// <summary>The hold was decided against the credit.</summary>
    HoldRejected = 22,

    /// <summary>The trade was not genuine.</summary>
    Voided = 23,

    /// <summary>Goods from elsewhere, sold by a supplier of the west.</summary>
    NonOriginGoods = 24,

    /// <summary>The county is assigned to the unit.</summary>
    DesignationMatched = 25,

    /// <summary>The county is assigned to no unit that bought or helped.</summary>
    NoDesignation = 26,

    /// <summary>Counts for the reserved quota.</summary>
    QuotaExecuted = 27,

    /// <summary>The buyer is no budget unit and files no quota.</summary>
    NoQuota = 28,

    /// <summary>The county of origin is not on the 832 list.</summary>
    NotOnQuotaList = 29,

    /// <summary>An assisted sale of a ledger that both sides have not reviewed yet.</summary>
    AwaitingReview = 30,

    /// <summary>The county's register has no record yet of the recognition that the seller claims.</summary>
    RecognitionUnconfirmed = 31,

    /// <summary>The supplier was removed on the day of confirmation, or before.</summary>
    SupplierRemoved = 32,

    /// <summary>The supplier, the buyer or the product was on the negative list on the day of confirmation.</summary>
    NegativeListed = 33,

    /// <summary>An agent sold without the authority of a principal on the day of confirmation.</summary>
    AgentUnauthorised = 34,

    /// <summary>Accepted of a batch while that was called back.</summary>
    BatchRecalled = 35,

    /// <summary>Accepted although a breach of its cold chain was found and not decided.</summary>
    ColdChainBreached = 36,
}

/// <summary>What each reason means: its outcome, the rule that decided, and how people are told, with what they can do about it.</summary>
public static class CreditReasons
{
    static readonly FrozenDictionary<CreditReason, Meaning> Meanings = new Dictionary<CreditReason, Meaning>
    {
        [CreditReason.PairingMatched] = new(
            CreditOutcome.Credited,
            "CR-08",
            "采购单位归属地与产地在验收日处于有效结对关系，予以认定。",
            "On the day of acceptance a valid pairing connected the buyer's region and the origin: credited."),
        [CreditReason.PairingInTransition] = new(
            CreditOutcome.Credited,
            "CR-09",
            "结对关系已结束，但订单在其有效期内确认，且验收日在过渡期内，仍计入原结对关系。",
            "The pairing has ended, but the order was confirmed while it was valid and accepted within its transition: credited to it."),
        [CreditReason.NoPairing] = new(
            CreditOutcome.Unpaired,
            "CR-08",
            "在该层级，采购单位归属地与产地之间没有登记的结对关系；如应有结对，请登记机关补登结对文件。",
            "At this tier no registered pairing connects the buyer's region and the origin; "
            + "if there should be one, have its document registered."),
        [CreditReason.PairingNotValid] = new(
            CreditOutcome.Unpaired,
            "CR-09",
            "有结对关系，但验收日不在其有效期内，且不符合过渡期条件（订单须在有效期内确认、验收不晚于过渡期末日）。",
            "There is a pairing, but it was not valid on the day of acceptance, "
            + "and the transition does not cover the sale (confirmed while valid, accepted by its last day)."),
        [CreditReason.AmbiguousPairing] = new(
            CreditOutcome.Held,
            "CR-08",
            "同一层级有多个结对关系同等匹配，待登记机关更正登记后认定。",
            "Several pairings of this tier match equally well; the sale is held until the registry is corrected."),
        [CreditReason.ReverseFlow] = new(
            CreditOutcome.ReverseFlow,
            "CR-08",
            "产地属东部方、采购单位属西部方，为东货西流，只作记录，不予认定。",
            "The goods went from the eastern to the western party: recorded as reverse flow, never credited."),
        [CreditReason.NoRecognition] = new(
            CreditOutcome.Unattributed,
            "CR-04",
            "产品没有帮扶产品认定，产地不予确认；请供应商向产地县申请认定，以后的订单即可认定。",
            "The product has no recognition record, so its origin is not attributed; "
            + "the supplier may apply to the county of origin for later orders."),
        [CreditReason.CategoryNotEligible] = new(
            CreditOutcome.NotEligible,
            "CR-05a",
            "商品不属于农林牧渔产品及其加工品或特色手工艺品。",
            "The goods are no farm, forest, livestock or fishery product, no processed form of one, and no special handicraft."),
        [CreditReason.RecognitionNotValid] = new(
            CreditOutcome.NotEligible,
            "CR-05b",
            "订单确认日，产品认定不在有效期内；请供应商续期认定。",
            "The recognition was not valid on the day on which the order was confirmed; the supplier should have it renewed."),
        [CreditReason.DeliveredInOriginProvince] = new(
            CreditOutcome.NotEligible,
            "CR-05e",
            "货物送达产地所在省内，不计入东西部协作和对口支援。",
            "The goods were delivered within the province of their origin, "
            + "which does not count for East–West collaboration and counterpart support."),
        [CreditReason.CentralUnit] = new(
            CreditOutcome.NotEligible,
            "CR-06",
            "采购单位为中央预算单位或其下属单位，按定点帮扶口径统计，不按所在地认定。",
            "The buyer is of central budget level or below such a unit; it counts under designated assistance and not by its location."),
        [CreditReason.NothingAccepted] = new(
            CreditOutcome.NothingAccepted,
            "CR-02",
            "没有验收到有价值的货物，无可认定金额。",
            "Nothing of value was accepted, so there is no amount to credit."),
        [CreditReason.FacilitatorNamedLate] = new(
            CreditOutcome.Unpaired,
            "CR-07",
            "帮销主体在订单确认之后才登记，不能按帮助销售认定；采购单位自身也没有可计入的结对。",
            "The facilitator was named only after the order had been confirmed, so the sale does not count as assisted; "
            + "nor does the buyer itself belong to a matching pairing."),
        [CreditReason.NotForOwnUse] = new(
            CreditOutcome.NotEligible,
            "CR-06",
            "不是采购单位自用（转售或职工个人采购），又没有帮销主体，不按直接采购认定；请在订单确认前登记帮销主体。",
            "Not bought for the own use of a unit (resale or staff), and nobody facilitated: "
            + "no direct purchase. Name a facilitator before the order is confirmed."),
        [CreditReason.SupplierSuspended] = new(
            CreditOutcome.NotEligible,
            "CR-05c",
            "订单确认日，供应商处于暂停状态。",
            "On the day on which the order was confirmed, the supplier was suspended."),
        [CreditReason.NotGoods] = new(
            CreditOutcome.NothingAccepted,
            "CR-02",
            "运费、押金、服务费、捐赠、卡券、定金等不是商品销售，不计入。",
            "Freight, deposits, fees, donations, vouchers and down payments are no sale of goods."),
        [CreditReason.Resale] = new(
            CreditOutcome.NotEligible,
            "CR-14",
            "该批次货物已由原产地供应商的销售认定过，转售不再重复认定区域口径。",
            "The goods of this batch were credited when the supplier of origin sold them; a resale earns no further credit by region."),
        [CreditReason.BatchOverdraw] = new(
            CreditOutcome.Held,
            "CR-17",
            "该批次已认定数量加上本次数量超过申报数量，待核实批次后认定。",
            "With this sale more of the batch would be credited than was declared; held until the batch is checked."),
        [CreditReason.PriceAboveCeiling] = new(
            CreditOutcome.Held,
            "CR-17",
            "单价超过基准价的上限倍数，待核价后认定。",
            "The unit price is above the ceiling over the benchmark; held until the price is checked."),
        [CreditReason.FacilitatorProofMissing] = new(
            CreditOutcome.Held,
            "CR-17",
            "缺少帮销主体的证明材料，补齐后认定。",
            "The facilitator's proof is missing; held until it is given."),
        [CreditReason.Suspicion] = new(
            CreditOutcome.Held,
            "CR-17",
            "采购单位或供应商存疑，待核查后认定。",
            "Buyer or supplier is under suspicion; held until that is cleared."),
        [CreditReason.HoldRejected] = new(
            CreditOutcome.NotEligible,
            "CR-17",
            "核查后决定不予认定。",
            "After the check it was decided not to credit the sale."),
        [CreditReason.Voided] = new(
            CreditOutcome.NotEligible,
            "CR-18",
            "经查属虚假交易或贴牌，全部冲销，不再认定。",
            "Found to be a fake trade or relabelled goods: all credit was reversed and none will be given."),
        [CreditReason.NonOriginGoods] = new(
            CreditOutcome.NotEligible,
            "CR-05",
            "商品没有认定，且来自供应商所在省份以外，属非产地商品。",
            "Without recognition and from outside the supplier's province: goods of another origin."),
        [CreditReason.DesignationMatched] = new(
            CreditOutcome.Credited,
            "CR-10",
            "产地县为该单位（或其上级单位）的定点帮扶县，计入定点帮扶。",
            "The county of origin is assigned to the unit or to one above it: credited as designated support."),
        [CreditReason.NoDesignation] = new(
            CreditOutcome.NotApplicable,
            "CR-10",
            "产地县不是采购或帮销单位的定点帮扶县。",
            "The county of origin is not assigned to the unit that bought or helped."),
        [CreditReason.QuotaExecuted] = new(
            CreditOutcome.Credited,
            "CR-11",
            "预算单位采购 832 脱贫县认定产品，计入预留份额执行。",
            "A budget unit bought recognised goods of a county on the 832 list: counts for its reserved quota."),
        [CreditReason.NoQuota] = new(
            CreditOutcome.NotApplicable,
            "CR-11",
            "采购方不是预算单位，也没有预留份额。",
            "The buyer is no budget unit and has no reserved quota."),
        [CreditReason.NotOnQuotaList] = new(
            CreditOutcome.NotEligible,
            "CR-05d",
            "产地县不在 832 个脱贫县名单内。",
            "The county of origin is not on the list of 832 former poverty counties."),
        [CreditReason.AwaitingReview] = new(
            CreditOutcome.Held,
            "CR-22",
            "台账记录须经帮销方与产地双方县级审核后认定。",
            "The ledger row is credited once the counties of the facilitator and of the origin have both reviewed it."),
        [CreditReason.RecognitionUnconfirmed] = new(
            CreditOutcome.Held,
            "CR-04",
            "产地县的认定登记簿尚未确认卖方填报的认定，待该县登记后按原验收日认定，否认的不予认定。",
            "The register of the county of origin has not confirmed the recognition that the seller claims; "
            + "credited with its own day once the county has it, and not at all when it declines."),
        [CreditReason.SupplierRemoved] = new(
            CreditOutcome.NotEligible,
            "CR-05c",
            "订单确认日，供应商已被移出；其未履行完的订单照常履行，但不予认定。",
            "On the day on which the order was confirmed, the supplier was removed; it still delivers what it owes, without credit."),
        [CreditReason.NegativeListed] = new(
            CreditOutcome.NotEligible,
            "CR-05f",
            "订单确认日，供应商、采购单位或商品在负面清单内。",
            "On the day on which the order was confirmed, the supplier, the buyer or the product was on the negative list."),
        [CreditReason.AgentUnauthorised] = new(
            CreditOutcome.NotEligible,
            "CR-05g",
            "订单确认日，经销代理商没有委托方对该商品的有效授权。",
            "On the day on which the order was confirmed, the agent had no authority of a principal to sell the product."),
        [CreditReason.BatchRecalled] = new(
            CreditOutcome.Held,
            "CR-17",
            "验收时该批次正在召回，待双方核实后认定。",
            "The batch was called back when it was accepted; held until both sides have looked into it."),
        [CreditReason.ColdChainBreached] = new(
            CreditOutcome.Held,
            "CR-17",
            "验收时冷链超温尚未处置，待收货地主管部门认定合格后计入。",
            "A breach of its cold chain was undecided when it was accepted; held until an office of where it went finds it fit."),
    }.ToFrozenDictionary();

    /// <summary>The reasons that say what the registry of pairings said, and may say otherwise when more of it is known.</summary>
    public static IReadOnlyList<CreditReason> DecidedByPairings { get; } =
        [CreditReason.NoPairing, CreditReason.PairingNotValid, CreditReason.AmbiguousPairing, CreditReason.ReverseFlow];

    extension(CreditReason reason)
    {
        public CreditOutcome Outcome => Meanings[reason].Outcome;

        public bool IsCredited => Meanings[reason].Outcome == CreditOutcome.Credited;

        /// <summary>A hold for it ends by what the registry comes to say, not by a decision about the hold (CR-08, CR-04).</summary>
        public bool IsEndedByRegistry =>
            reason is CreditReason.AmbiguousPairing or CreditReason.RecognitionUnconfirmed or CreditReason.ColdChainBreached;

        /// <summary>The rule that decided, "CR-08".</summary>
        public string Rule => Meanings[reason].Rule;

        public BilingualText Words => Meanings[reason].Words;
    }

    sealed record Meaning(CreditOutcome Outcome, string Rule, BilingualText Words)
    {
        public Meaning(CreditOutcome outcome, string rule, string zh, string en)
            : this(outcome, rule, new BilingualText(zh, en))
        {
        }
    }
}

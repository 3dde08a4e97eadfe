namespace Marketplace.Crediting.Domain;

/// <summary>How the eastern side earned the credit.</summary>
public enum CreditMode
{
    /// <summary>直接采购 (CR-06).</summary>
    DirectPurchase = 1,

    /// <summary>帮助销售 (CR-07).</summary>
    AssistedSale = 2,
}

/// <summary>What an entry does in the ledger.</summary>
public enum EntryType
{
    /// <summary>The credit of an accepted sale, in the month of its recognition.</summary>
    Original = 1,

    /// <summary>补记: a credit whose month was closed when it came (CR-16).</summary>
    Late = 2,

    /// <summary>冲减: goods went back (CR-15).</summary>
    Return = 3,

    /// <summary>冲减: the price was cut after acceptance (CR-15).</summary>
    PriceAdjust = 4,

    /// <summary>作废: the trade was not genuine (CR-18).</summary>
    Void = 5,

    /// <summary>调账: taken from the wrong pairing (CR-19).</summary>
    ReclassOut = 6,

    /// <summary>调账: given to the right pairing (CR-19).</summary>
    ReclassIn = 7,
}

/// <summary>How well an entry is proved.</summary>
public enum EvidenceState
{
    /// <summary>已认定: accepted by the buyer.</summary>
    Recognised = 1,

    /// <summary>已核实: with delivery proof, invoices and payments that cover the credited amount.</summary>
    Verified = 2,
}

/// <summary>What is to be known about an entry besides its figures.</summary>
[Flags]
public enum CreditMarks
{
    None = 0,

    /// <summary>The buyer is a pairing-designated unit (协作定点消费帮扶单位, CR-10).</summary>
    Designated = 1,

    /// <summary>The acceptance took effect because the buyer was silent (CR-01).</summary>
    AutoAccepted = 2,

    /// <summary>From an imported ledger of assisted sales (CR-22).</summary>
    Imported = 4,
}

/// <summary>By which month a report groups entries.</summary>
public enum ViewBasis
{
    /// <summary>记账期口径: by posting period; closed months never change.</summary>
    AsPosted = 1,

    /// <summary>追溯口径: by the recognition date of the sale.</summary>
    Restated = 2,
}

/// <summary>Where a sale was recorded.</summary>
public enum SaleSource
{
    /// <summary>Accepted on this marketplace.</summary>
    Platform = 1,

    /// <summary>A row of an imported ledger of assisted sales (CR-22).</summary>
    ImportedLedger = 2,
}

/// <summary>Whether the credit of a sale may stand.</summary>
public enum SaleStatus
{
    /// <summary>As the rules say.</summary>
    Normal = 1,

    /// <summary>待定: somebody has to decide first; no entries (CR-17).</summary>
    Held = 2,

    /// <summary>The hold was released: what it was held for no longer matters.</summary>
    Released = 3,

    /// <summary>The hold was decided against it; no entries ever (CR-17).</summary>
    Rejected = 4,

    /// <summary>作废: not genuine; everything was reversed (CR-18).</summary>
    Voided = 5,
}

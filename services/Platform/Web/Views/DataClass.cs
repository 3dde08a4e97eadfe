namespace Marketplace.Platform.Web;

/// <summary>What is sensitive about a member of a view.</summary>
[Flags]
public enum DataClass
{
    None = 0,

    /// <summary>Prices, discounts, amounts, stock and budgets of one party, which are no business of its competitors.</summary>
    Commercial = 1,

    /// <summary>Addresses, plates, and names of people.</summary>
    Contact = 2,

    /// <summary>Numbers of payments, bank transfers and invoices.</summary>
    Reference = 4,

    /// <summary>The subject of a token: who did it.</summary>
    Person = 8,
}

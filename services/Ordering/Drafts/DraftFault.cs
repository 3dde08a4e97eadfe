using Marketplace.Contracts;

namespace Marketplace.Ordering.Drafts;

/// <summary>What is wrong with a line of a draft, and what to do about it.</summary>
/// <param name="Field">Of what was typed, such as "product".</param>
/// <param name="Code">For programs.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Candidates">What may be meant; nothing of it is chosen.</param>
public sealed record DraftFault(string Field, string Code, string Zh, string En, IReadOnlyList<DraftCandidate>? Candidates = null);

/// <summary>A product, dock or unit that may be meant.</summary>
/// <param name="Id">To be given in place of the name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Of">Whose it is: the supplier of a product, the unit of a dock.</param>
/// <param name="TradeUnit">In which a product is sold.</param>
/// <param name="FromUnitPrice">Of a product for the least quantity.</param>
public sealed record DraftCandidate(Guid Id, string Name, string? Of = null, string? TradeUnit = null, UnitPrice? FromUnitPrice = null);

using Marketplace.Contracts.Catalog;

namespace Marketplace.Ordering.Domain;

/// <summary>From which batches the catalogue holds a line.</summary>
public sealed record HeldLine(Guid LineId, IReadOnlyList<BatchShare> Batches);

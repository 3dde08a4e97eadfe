using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// A sale in a list from the newest down, with its place in the list as the index that finds it has it: see
/// <see cref="CreditingDb.ListedSales"/>.
/// </summary>
public sealed class ListedSale
{
    public required DateTimeOffset AcceptedAt { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    public required SaleLine Line { get; init; }
}

/// <summary>The order of the list of sales.</summary>
public static class ListedSales
{
    extension(IQueryable<ListedSale> sales)
    {
        /// <summary>From the newest down.</summary>
        public IQueryable<ListedSale> Newest() =>
            sales.OrderByDescending(listed => listed.AcceptedAt).ThenByDescending(listed => listed.LineId)
                .ThenByDescending(listed => listed.AcceptanceNo).ThenByDescending(listed => listed.ShareNo);
    }
}

using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>GET /ordering/gift-lists/{listId}/recipients. Who gets what, by number; names and numbers are masked.</summary>
public static class ListRecipients
{
    const int SizeMax = 500;

    public static void Map(RouteGroupBuilder lists) => lists.MapGet("/{listId:guid}/recipients", HandleAsync)
        .WithName(nameof(ListRecipients)).WithSummary("领取人（已脱敏） List the recipients of a gift list, masked")
        .WithDescription("In the order of the sheet. Whole names are in the sheet for handing out alone (…/recipients/sheet).")
        .For(GiftScope.Readers);

    /// <summary>Which of them.</summary>
    /// <param name="From">The number to begin with; 1 when absent.</param>
    /// <param name="Size">How many, 1 to 500; 100 when absent.</param>
    /// <param name="HandedOut">Those alone who have, or have not, been given theirs; all when absent.</param>
    public sealed record Query(int From = 1, int Size = 100, bool? HandedOut = null) : IChecked
    {
        public void Check(Checks checks)
        {
            checks.Range(From, 1, int.MaxValue, "from");
            checks.Range(Size, 1, SizeMax, "size");
        }
    }

    /// <summary>Some recipients.</summary>
    /// <param name="Items">By number.</param>
    /// <param name="Next">The number to go on from; null at the end.</param>
    public sealed record View(IReadOnlyList<RecipientView> Items, int? Next);

    /// <summary>A recipient.</summary>
    public sealed record RecipientView
    {
        /// <summary>From 1, in the order of the sheet.</summary>
        public required int Number { get; init; }

        /// <summary>The first character and asterisks; null once it was erased.</summary>
        public required string? Name { get; init; }

        /// <summary>The last four characters behind asterisks; null once it was erased.</summary>
        public required string? StaffNo { get; init; }

        /// <summary>As the staff number; null when it was not given.</summary>
        public string? Phone { get; init; }

        /// <summary>Which goods of the list.</summary>
        public required int GoodsNumber { get; init; }

        public required Quantity Quantity { get; init; }

        /// <summary>When it was handed out; null until then.</summary>
        public DateTimeOffset? HandedOutAt { get; init; }

        internal static RecipientView Of(GiftRecipient recipient) => new()
        {
            Number = recipient.Number,
            Name = recipient.Name is [var first, ..] ? $"{first}**" : null,
            StaffNo = recipient.StaffNo is { } staffNo ? Masked.Text(staffNo) : null,
            Phone = recipient.Phone is { } phone ? Masked.Text(phone) : null,
            GoodsNumber = recipient.GoodsNumber,
            Quantity = recipient.Quantity,
            HandedOutAt = recipient.HandedOutAt,
        };
    }

    static async Task<Ok<View>> HandleAsync(Guid listId, [AsParameters] Query query, OrderingDb db, CancellationToken ct)
    {
        var list = await db.GiftListAsync(listId, ct);
        var recipients = db.GiftRecipients.AsNoTracking().Where(row => row.ListId == list.ListId && row.Number >= query.From);
        if (query.HandedOut is { } asked)
        {
            recipients = recipients.Where(row => row.HandedOutAt != null == asked);
        }

        var rows = await recipients.OrderBy(row => row.Number).Take(query.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(new View(
            [.. rows.Take(query.Size).Select(RecipientView.Of)], rows.Count > query.Size ? rows[^1].Number : null));
    }
}

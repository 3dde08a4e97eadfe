using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Drafts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// POST /ordering/gift-lists/sheets. Makes a gift list of a sheet that names who gets what: all of its rows, or none. What names a person
/// is neither logged nor told to anybody.
/// </summary>
public static class UploadGiftList
{
    const int FaultsMax = 50;

    public static void Map(RouteGroupBuilder lists) => lists.MapPost("/sheets", HandleAsync)
        .WithName(nameof(UploadGiftList)).WithSummary("上传慰问品名册 Make a gift list of a sheet of recipients")
        .WithDescription("The body is CSV or pasted cells, XLSX or XLS with Chinese or English headings, or a form with such a file; GET "
            + "…/gift-lists/template gives one to fill in. Name and staff number are needed in each row; gift, quantity, dock and day may "
            + "be said once for all rows. Refused as a whole when a row is not understood, with what is wrong in which.")
        .TakesFile(SheetRows.ContentTypes)
        .TakesUpTo(TableLimits.FileBytesMax)
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).IsExpensive().RequireIdempotencyKey<OrderingDb>();

    /// <summary>Which list is made, and what goes for all rows that don't say it themselves.</summary>
    /// <param name="ListId">Made by the caller.</param>
    /// <param name="UnitId">The unit that is to order; the caller must belong to it.</param>
    /// <param name="Name">1 to 100 characters, such as "2027年春节慰问".</param>
    /// <param name="Product">The gift, by its name or id.</param>
    /// <param name="Supplier">Whose it is, by name or id.</param>
    /// <param name="Quantity">For each person; 1 when absent.</param>
    /// <param name="Dock">Where it is handed out, by name or id of a dock of the unit.</param>
    /// <param name="DeliverOn">On which day it is to come.</param>
    public sealed record Query(
        Guid ListId, Guid UnitId, string Name, string? Product = null, string? Supplier = null, string? Quantity = null,
        string? Dock = null, DateOnly? DeliverOn = null) : IChecked, IActsFor
    {
        Guid IActsFor.ActsFor => UnitId;

        /// <summary>What goes for all rows.</summary>
        internal DraftEntry Entry => new()
        {
            // Docks of units that it buys for are not meant: the list is for its own people.
            Unit = UnitId.ToString(),
            Product = Product,
            Supplier = Supplier,
            Quantity = Quantity ?? "1",
            Dock = Dock,
            DeliverOn = DeliverOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };

        public void Check(Checks checks)
        {
            checks.NewId(ListId, "listId");
            checks.Text(Name, "name", max: 100);
            checks.TextOrNone(Product, "product", max: DraftEntry.TextMax);
            checks.TextOrNone(Supplier, "supplier", max: DraftEntry.TextMax);
            checks.TextOrNone(Quantity, "quantity", max: DraftEntry.TextMax);
            checks.TextOrNone(Dock, "dock", max: DraftEntry.TextMax);
        }
    }

    /// <summary>A list, and how its sheet was read.</summary>
    public sealed record View
    {
        public required GiftListView List { get; init; }

        /// <summary>What was read of the file, and what was not and why.</summary>
        public required TableOverview File { get; init; }
    }

    static async Task<EtagCreated<View>> HandleAsync(
        [AsParameters] Query query, HttpRequest request, OrderingDb db, DraftMatching matching, GiftLists lists, TimeProvider clock,
        CancellationToken ct)
    {
        var (faults, overview) = (new TableFaults(), new TableOverview());
        var rows = await SheetRows.ReadAsync(
            request, GiftSheet.Headings, GiftList.RecipientsMax, GiftSheet.IsExample, row => Row.Of(row, query.Entry), faults, overview,
            ct);
        var matched = await matching.MatchAsync(query.UnitId, [.. rows.Select(row => row.Entry)], ct);
        RequireUnderstood(rows, matched, faults);
        var year = await KnowYearAsync(db, query.UnitId, matched[0].DeliverOn!.Value.Year, ct);
        var list = Make(query, rows, matched, year, clock.NowToTheMillisecond(), out var recipients);
        db.Add(list);
        db.AddRange(recipients);
        await db.SaveNewAsync(ct);
        return Etag.Created(
            $"/{OrderingService.Name}/gift-lists/{list.ListId}",
            new View { List = await lists.ViewAsync(list, ct), File = overview },
            list.Version);
    }

    static GiftList Make(
        Query query, List<Row> rows, IReadOnlyList<DraftMatching.Matched> matched, GiftYear year, DateTimeOffset now,
        out List<GiftRecipient> recipients)
    {
        Dictionary<(Guid ProductId, Guid DockId, DateOnly DeliverOn), GiftGoods> goods = [];
        recipients = [];
        foreach (var (index, (row, found)) in rows.Zip(matched).Index())
        {
            var key = (found.ProductId!.Value, found.DockId!.Value, found.DeliverOn!.Value);
            if (!goods.TryGetValue(key, out var line))
            {
                goods[key] = line = new GiftGoods
                {
                    ListId = query.ListId,
                    Number = goods.Count + 1,
                    ProductId = key.Item1,
                    DockId = key.Item2,
                    DeliverOn = key.Item3,
                    Quantity = Contracts.Quantity.Zero,
                };
            }

            line.Quantity += found.Quantity!.Value;
            recipients.Add(new GiftRecipient
            {
                ListId = query.ListId,
                Number = index + 1,
                GoodsNumber = line.Number,
                Quantity = found.Quantity.Value,
                PersonKey = year.KeyOf(row.Person.StaffNo),
                Name = row.Person.Name,
                StaffNo = row.Person.StaffNo,
                Phone = row.Person.Phone,
            });
        }

        return GiftList.Of(query.ListId, query.UnitId, query.Name, year.Year, goods.Values, now);
    }

    /// <summary>The secret of the year: made once, under the lock of the unit.</summary>
    static async Task<GiftYear> KnowYearAsync(OrderingDb db, Guid unitId, int year, CancellationToken ct)
    {
        await db.LockAsync<PurchasingUnit>([unitId], ct);
        var known = await db.GiftYears.SingleOrDefaultAsync(row => row.UnitId == unitId && row.Year == year, ct);
        if (known is null)
        {
            known = GiftYear.Of(unitId, year);
            db.Add(known);
        }

        return known;
    }

    static void RequireUnderstood(List<Row> rows, IReadOnlyList<DraftMatching.Matched> matched, TableFaults unread)
    {
        List<CheckFault> faults = [.. unread.All.Select(fault => new CheckFault(
            $"rows[{fault.Row}].{fault.Column}", fault.Code, fault.Zh, fault.En))];
        var ofRows = rows.Zip(matched).SelectMany(pair => pair.Second.Faults.Select(fault => (Row: pair.First.Source, Fault: fault)));
        foreach (var same in ofRows.GroupBy(of => (
            Row: GiftSheet.Says(of.Row, of.Fault.Field) ? of.Row.Number : 0, of.Fault.Field, of.Fault.Zh)))
        {
            faults.AddRange(same.Key.Row == 0 && same.Count() > 1 ? [OfAll(same.First().Fault, same.Count())] : same.Select(OfRow));
        }

        foreach (var same in rows.Zip(matched).GroupBy(
            pair => (NormalForm.Of(pair.First.Person.StaffNo), pair.Second.ProductId)).Where(group => group.Count() > 1))
        {
            var (first, second) = (same.First().First.Source, same.ElementAt(1).First.Source);
            faults.Add(new CheckFault(
                $"rows[{second.Number}].{GiftSheet.StaffNo}",
                "recipient_twice",
                $"{second.PlaceZh}与{first.PlaceZh}是同一工号、同一礼品；请合并为一行并合计数量，或更正工号。",
                $"{second.PlaceEn} has the staff number and the gift of {first.PlaceEn}; make them one row with the sum, or mend the "
                    + "number."));
        }

        // Who orders does not choose whose limit counts: it is that of the year in which people get theirs.
        var year = matched.Select(found => found.DeliverOn).OfType<DateOnly>().FirstOrDefault().Year;
        foreach (var (row, found) in rows.Zip(matched).Where(pair => pair.Second.DeliverOn is { } day && day.Year != year))
        {
            faults.Add(new CheckFault(
                $"rows[{row.Source.Number}].deliverOn",
                "years_differ",
                $"{row.Source.PlaceZh}：送达日期 {found.DeliverOn:yyyy-MM-dd} 与名册其他行不在同一年；人均限额按年计，请分年上传。",
                $"{row.Source.PlaceEn}: {found.DeliverOn:yyyy-MM-dd} is in another year than the other rows; the limit is by the year, so "
                    + "send a list for each."));
        }

        if (faults is [var worst, ..])
        {
            throw new InvalidRequestException(
                "recipients_faulty",
                worst.Field,
                $"名册有 {faults.Count} 处问题，未保存任何人的信息；请更正后重新上传。",
                $"Nothing was kept: mend the {faults.Count} faults of the sheet and send it again.")
            {
                Faults = [.. faults.Take(FaultsMax)],
            };
        }
    }

    static CheckFault OfRow((TableRow Row, DraftFault Fault) of) => new(
        $"rows[{of.Row.Number}].{of.Fault.Field}",
        of.Fault.Code,
        $"{of.Row.PlaceZh}：{of.Fault.Zh}",
        $"{of.Row.PlaceEn}: {of.Fault.En}");

    /// <summary>What rows don't say themselves is wrong for all of them at once, and is mended once.</summary>
    static CheckFault OfAll(DraftFault fault, int rows) => new(
        fault.Field,
        fault.Code,
        $"{fault.Zh}有 {rows} 行没有单独填写：可对整份名册一次写明（{fault.Field}），或在各行填写。",
        $"{fault.En} {rows} rows say nothing of their own: say it once for the whole sheet ({fault.Field}), or in each row.");

    sealed record Row(TableRow Source, GiftSheet.Named Person, DraftEntry Entry)
    {
        public static Row Of(TableRow row, DraftEntry all)
        {
            var (person, entry) = GiftSheet.Read(row, all);
            return new Row(row, person, entry);
        }
    }
}

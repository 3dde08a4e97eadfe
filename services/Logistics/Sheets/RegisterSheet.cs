using System.Globalization;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Logistics.Sheets;

/// <summary>
/// A register as a table: the columns of the file that is imported, exported, and filled in from the template. They are named as the
/// fields of a request are, so that what is wrong with a field is noted at its cell.
/// </summary>
/// <param name="name">Of the file and its sheet.</param>
/// <param name="columns">In the order in which they are written.</param>
/// <param name="required">The keys of those without which a file is refused.</param>
sealed class RegisterSheet(string name, IReadOnlyList<Column> columns, params string[] required)
{
    const string EndedOn = "endedOn";

    public string Name => name;

    /// <summary>How the columns are found in a file. Nothing is summed: distances and prices of several rows make no total.</summary>
    public IReadOnlyList<Heading> Headings { get; } =
        [.. columns.Select(column => Heading.Of(column, required.Contains(column.Key)) with { IsSummed = false })];

    /// <summary>The table; without rows it is the template.</summary>
    public Table Table(IEnumerable<IReadOnlyList<object?>> rows) => new()
    {
        SheetName = name,
        Columns = columns,
        Rows = [.. rows],
        Unknown = "",
    };

    /// <summary>Checks what a row says as a request would be checked, and notes at its cells what is wrong.</summary>
    public bool Accepts(TableRow row, IChecked asked)
    {
        var checks = new Checks();
        asked.Check(checks);
        foreach (var fault in checks.Faults)
        {
            row.Fault(ColumnOf(fault.Field), fault.Code, fault.Zh, fault.En);
        }

        return row.IsSound;
    }

    /// <summary>Notes a refusal at the cell that it names.</summary>
    public void Refuse(TableRow row, RefusalException refusal) =>
        row.Fault(ColumnOf(refusal.Field), refusal.Code, refusal.Zh, refusal.En);

    /// <summary>
    /// The first column in which two rows differ; null when none does. White space at the ends of a text makes no difference.
    /// </summary>
    public Column? DifferenceOf(IReadOnlyList<object?> known, IReadOnlyList<object?> asked) => columns.Index()
        .Where(column => !Equals(Compared(known[column.Index]), Compared(asked[column.Index])))
        .Select(column => column.Item).FirstOrDefault();

    /// <summary>
    /// A row about what is registered. It says the same, perhaps without its end; or also that it ends, which it does from today on, as by
    /// its own operation; and nothing else, since what is registered is not revised.
    /// </summary>
    /// <param name="known">What is registered, as a row without its end.</param>
    /// <param name="asked">What the row says, without its end.</param>
    /// <param name="knownEnd">When it ended; null when it has not.</param>
    /// <param name="askedEnd">When it ends as the row says; null when it says nothing.</param>
    /// <param name="today">The day from which it can end.</param>
    /// <param name="end">Ends it today.</param>
    /// <exception cref="RefusalException">The row says something else.</exception>
    public RegisterEffect Restate(
        IReadOnlyList<object?> known, IReadOnlyList<object?> asked, DateOnly? knownEnd, DateOnly? askedEnd, DateOnly today, Action end)
    {
        if (DifferenceOf(known, asked) is { } column)
        {
            var value = known[columns.Index().First(own => own.Item == column).Index];
            throw new RuleBrokenException(
                "differs_from_registered",
                $"已登记的“{column.HeaderZh}”是“{Shown(value)}”，登记后不能修改；请停用（填写停用日）后作为新的一行另行登记。",
                $"What is registered has \"{Shown(value)}\" here and is not revised; "
                + "end it (endedOn), and register another in a row of its own.",
                column.Key);
        }

        if (askedEnd is not { } day || day == knownEnd)
        {
            return RegisterEffect.Unchanged;
        }

        if (knownEnd is { } ended)
        {
            throw new RuleBrokenException(
                "ended_otherwise", $"已于 {ended:yyyy-MM-dd} 停用，停用日不能修改。",
                $"It ended on {ended:yyyy-MM-dd}, which can't be changed.", EndedOn);
        }

        RequireToday(day, today);
        end();
        return RegisterEffect.Ended;
    }

    /// <summary>What is in use ends from today on, by a row as by its own operation.</summary>
    /// <exception cref="InvalidRequestException">It is another day.</exception>
    public static void RequireToday(DateOnly day, DateOnly today)
    {
        if (day != today)
        {
            throw new InvalidRequestException(
                "end_not_today", EndedOn, $"停用自今天（{today:yyyy-MM-dd}）起生效，请填写今天。",
                $"It ends from today ({today:yyyy-MM-dd}) on; give today's day.");
        }
    }

    /// <summary>What is new has no end yet.</summary>
    /// <exception cref="InvalidRequestException">It has one.</exception>
    public static void RequireOpen(DateOnly? endedOn)
    {
        if (endedOn is not null)
        {
            throw new InvalidRequestException(
                "end_of_new", EndedOn, "没有登记过这一行的内容，不能填写停用日；请留空，或核对标识。",
                "Nothing is registered that could end; leave the day empty, or check the id.");
        }
    }

    static object? Compared(object? value) => value is string text ? text.Trim() : value;

    static string Shown(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    string ColumnOf(string? field) => columns.FirstOrDefault(column => column.Key == field)?.Key ?? "";
}

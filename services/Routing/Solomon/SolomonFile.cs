using System.Globalization;

namespace Marketplace.Routing.Solomon;

/// <summary>
/// Reads instances in the text format of Solomon (1987), in which public problems of vehicle routing with time windows are written down:
/// a name, the number and capacity of vehicles, and a line for each customer, the depot first.
/// </summary>
public static class SolomonFile
{
    /// <summary>Distances, durations and times of the problem are in tenths of those of the file.</summary>
    public const int Scale = 10;

    /// <summary>Blanks, tabs, empty lines and the headings between make no difference.</summary>
    /// <exception cref="FormatException">It is no such file; the text says what is missing, and in which line.</exception>
    public static SolomonInstance Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n')
            .Select((line, index) => (Number: index + 1, Words: line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Words.Length > 0).ToList();
        var numbers = lines.Select(line => (line.Number, Values: Numbers(line.Words))).Where(line => line.Values is not null).ToList();
        var name = lines.Count > 0 && Numbers(lines[0].Words) is null ? string.Join(' ', lines[0].Words) : "";
        var fleet = numbers.Find(line => line.Values!.Length == 2);
        if (fleet.Values is null)
        {
            throw new FormatException("There is no line with the number and the capacity of the vehicles.");
        }

        var customers = numbers.Where(line => line.Number > fleet.Number).ToList();
        if (customers.Find(line => line.Values!.Length != 7) is { Values: not null } odd)
        {
            throw new FormatException($"Line {odd.Number} has {odd.Values.Length} numbers instead of seven.");
        }

        var unread = lines.Find(line => line.Number > fleet.Number && Numbers(line.Words) is null && Number(line.Words[0]) is not null);
        if (unread.Words is not null)
        {
            throw new FormatException($"Line {unread.Number} has something in it that is no number: {string.Join(' ', unread.Words)}");
        }

        if (customers.Count < 2)
        {
            throw new FormatException("There is no depot with at least one customer.");
        }

        try
        {
            return new SolomonInstance(name, Problem(fleet.Values, [.. customers.Select(line => line.Values!)]));
        }
        catch (ArgumentException fault)
        {
            throw new FormatException(fault.Message, fault);
        }
    }

    static RoutingProblem Problem(double[] fleet, IReadOnlyList<double[]> rows)
    {
        int Tenths(double left, double right, double up, double down) =>
            (int)Math.Floor(Scale * Math.Sqrt((left - right) * (left - right) + (up - down) * (up - down)) + 1e-9);

        int Between(int from, int to) => Tenths(rows[from][1], rows[to][1], rows[from][2], rows[to][2]);

        var depot = rows[0];
        var stops = rows.Skip(1).Select((row, index) => new Stop(
            Whole(row[0]), index + 1, [Integer(row[3])], Time(row[4]), Time(row[5]), Time(row[6])));
        var vehicle = new VehicleType(
            "vehicle", Integer(fleet[0]), [Integer(fleet[1])], [""], Start: 0, End: 0, Time(depot[4]), Time(depot[5]));
        return new RoutingProblem(new TravelMatrix(rows.Count, Between, Between), [.. stops], [vehicle]);
    }

    static string Whole(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    static int Time(double number) => Integer(number * Scale);

    static int Integer(double number) =>
        Math.Abs(number) <= RoutingProblem.ArcMax && Math.Abs(number - Math.Round(number)) < 1e-6
            ? (int)Math.Round(number)
            : throw new FormatException($"{number} is no whole number that can be reckoned with.");

    static double[]? Numbers(string[] words)
    {
        var values = words.Select(Number).ToList();
        return values.Contains(null) ? null : [.. values.Select(value => value!.Value)];
    }

    static double? Number(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}

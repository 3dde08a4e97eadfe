using System.Globalization;

namespace Marketplace.Benchmarks;

/// <summary>Which process used how much of the machine, from /proc.</summary>
sealed class Machine(string data)
{
    /// <summary>What this program is called among the processes.</summary>
    public const string LoadGenerator = "load generator";

    const double TicksPerSecond = 100;

    /// <summary>Seconds of processor time by name, children included, and those of this load generator.</summary>
    public Dictionary<string, double> CpuSeconds()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Select(Read).OfType<(int Id, int Parent, double Cpu)>().ToList();
        var seconds = new Dictionary<string, double> { [LoadGenerator] = TreeOf(Environment.ProcessId, all) };
        var pids = Path.Combine(data, "run");
        foreach (var file in Directory.Exists(pids) ? Directory.GetFiles(pids, "*.pid") : [])
        {
            var id = int.Parse(File.ReadAllText(file).Split([' ', '\n'], 2)[0], CultureInfo.InvariantCulture);
            seconds[Path.GetFileNameWithoutExtension(file)] = TreeOf(id, all);
        }

        return seconds;
    }

    static double TreeOf(int id, List<(int Id, int Parent, double Cpu)> all) =>
        all.Where(process => process.Id == id).Sum(process => process.Cpu)
        + all.Where(process => process.Parent == id).Sum(child => TreeOf(child.Id, all));

    static (int Id, int Parent, double Cpu)? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // The name in parentheses may itself contain spaces.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double Ticks(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
            // User and system time, and those of children that have ended.
            return (id, (int)Ticks(1), (Ticks(11) + Ticks(12) + Ticks(13) + Ticks(14)) / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

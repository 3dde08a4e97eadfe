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
        var all = Processes();
        var seconds = new Dictionary<string, double> { [LoadGenerator] = TreeOf(Environment.ProcessId, all) };
        foreach (var (name, id) in PidsByName())
        {
            seconds[name] = TreeOf(id, all);
        }

        return seconds;
    }

    /// <summary>Resident megabytes by name, children included; memory that processes share counts in each.</summary>
    public Dictionary<string, double> Megabytes()
    {
        var all = Processes();
        return PidsByName().ToDictionary(named => named.Name, named => Sum(named.Id));

        double Sum(int id) => ResidentOf(id) + all.Where(process => process.Parent == id).Sum(child => Sum(child.Id));
    }

    static double TreeOf(int id, List<(int Id, int Parent, double Cpu)> all) =>
        all.Where(process => process.Id == id).Sum(process => process.Cpu)
        + all.Where(process => process.Parent == id).Sum(child => TreeOf(child.Id, all));

    IEnumerable<(string Name, int Id)> PidsByName()
    {
        var pids = Path.Combine(data, "run");
        return (Directory.Exists(pids) ? Directory.GetFiles(pids, "*.pid") : []).Select(file => (
            Path.GetFileNameWithoutExtension(file),
            int.Parse(File.ReadAllText(file).Split([' ', '\n'], 2)[0], CultureInfo.InvariantCulture)));
    }

    static List<(int Id, int Parent, double Cpu)> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _))
            .Select(name => Read(int.Parse(name!, CultureInfo.InvariantCulture))).OfType<(int Id, int Parent, double Cpu)>(),
    ];

    static double ResidentOf(int id)
    {
        try
        {
            const double PagesInMegabyte = 256;
            return long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) / PagesInMegabyte;
        }
        catch (IOException)
        {
            return 0;
        }
    }

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

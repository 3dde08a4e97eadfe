namespace Marketplace.AllInOne.Hosting;

/// <summary>What this process is to be.</summary>
enum StartMode
{
    /// <summary>Every service in one process.</summary>
    Embedded = 1,

    /// <summary>The same, with the demo played against it.</summary>
    EmbeddedDemo = 2,

    /// <summary>Only the demo, played against a marketplace that runs elsewhere.</summary>
    DemoElsewhere = 3,

    /// <summary>Only the demo issuer, the start page and the combined documentation.</summary>
    Identity = 4,

    /// <summary>A command of the kernel or of a service, such as "migrate" or "verify".</summary>
    Command = 5,

    /// <summary>The command line was not understood, or help was asked for.</summary>
    Usage = 6,
}

/// <summary>The command line, understood.</summary>
sealed record StartOptions
{
    public const string UsageText =
        """
        用法 Usage:
          AllInOne                              全部服务在一个进程内运行 all services in one process (data in .data/embedded)
          AllInOne --demo [--exit]              另起数据目录，走一遍演示 the same in a folder of its own, and plays the demo
          AllInOne demo --against <url>         对运行中的平台走一遍演示 plays the demo against a marketplace that is running
          AllInOne identity                     仅演示身份、首页、接口文档 only the demo issuer, the start page and the API pages
          AllInOne migrate                      建立或升级数据库 creates the databases or brings them up to date
          AllInOne parked list|show|send|discard …   处理停放的消息 messages that could not be handled
          AllInOne republish --since <instant>  重新发布消息 publishes again what was sent since then
          AllInOne figures …                    各服务对账 what each service has, to compare with the others
          AllInOne verify [--witness <file>] [--keys <file>]   核对账本 reckons the ledger again and compares
          AllInOne rebuild                      重建汇总 fills the sums of the ledger anew
          AllInOne replay --into <connection>   重放账本并比对 replays the ledger into an empty database and compares
        选项 Options:
          --data <folder>   数据目录 where files are kept
          --urls <url>      监听地址 where to listen (default http://127.0.0.1:5080)
          --issuer <url>    演示身份的公开地址 the public URL of the demo issuer
          --Auth:DemoIssuer ThisMachine   使用演示身份 hands tokens to whoever on this machine asks for them
        """;

    public required StartMode Mode { get; init; }

    /// <summary>The folder that the command line names; null for the mode's own.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where the marketplace is that the demo is to be played against.</summary>
    public Uri? Against { get; init; }

    public bool ExitsAfterDemo { get; init; }

    /// <summary>What the demo issuer calls itself in tokens; null for what follows from the listening address.</summary>
    public string? Issuer { get; init; }

    /// <summary>What is left for the host: a command of the kernel and settings.</summary>
    public required string[] HostArgs { get; init; }

    /// <summary>Where the files of this mode are kept.</summary>
    public string DataPath => Path.GetFullPath(DataFolder ?? Mode switch
    {
        StartMode.EmbeddedDemo => ".data/demo",
        StartMode.Identity => ".data/identity",
        StartMode.Embedded or StartMode.Command or StartMode.DemoElsewhere or StartMode.Usage => ".data/embedded",
    });

    public static StartOptions Read(string[] args)
    {
        List<string> rest = [];
        string? data = null, against = null, issuer = null;
        var (demo, exits, help) = (false, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--demo":
                    demo = true;
                    break;
                case "--exit":
                    exits = true;
                    break;
                case "--help" or "-h":
                    help = true;
                    break;
                case "--data":
                    data = value ?? args.ElementAtOrDefault(++i);
                    break;
                case "--against":
                    against = value ?? args.ElementAtOrDefault(++i);
                    break;
                case "--issuer":
                    issuer = value ?? args.ElementAtOrDefault(++i);
                    break;
                default:
                    rest.Add(args[i]);
                    break;
            }
        }

        var verb = args.FirstOrDefault() is { } first && !first.StartsWith('-') ? first : null;
        Uri? target = null;
        var mode = verb switch
        {
            _ when help => StartMode.Usage,
            null when against is null => demo ? StartMode.EmbeddedDemo : StartMode.Embedded,
            "demo" when against is null => StartMode.EmbeddedDemo,
            "demo" when Uri.TryCreate(against, UriKind.Absolute, out target)
                && target.Scheme is "http" or "https" => StartMode.DemoElsewhere,
            "identity" => StartMode.Identity,
            "migrate" or "parked" or "republish" or "figures" or "verify" or "rebuild" or "replay" => StartMode.Command,
            _ => StartMode.Usage,
        };
        return new StartOptions
        {
            Mode = mode,
            DataFolder = data,
            Against = target,
            ExitsAfterDemo = exits,
            Issuer = issuer,
            // Commands of the kernel stay in front; ours mean nothing to it.
            HostArgs = [.. mode == StartMode.Command || verb is null ? rest : rest[1..]],
        };
    }
}

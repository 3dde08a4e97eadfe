using System.Text;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Hosting;

if (Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage)
{
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

var start = StartOptions.Read(args);
try
{
    return start.Mode switch
    {
        StartMode.Embedded or StartMode.Command => await Embedded.RunAsync(start),
        StartMode.EmbeddedDemo => await Embedded.PlayAsync(start),
        StartMode.DemoElsewhere => await PlayDemo.AgainstAsync(start.Against!),
        StartMode.Identity => await IdentityOnly.RunAsync(start),
        StartMode.Usage => Usage(),
    };
}
catch (InvalidOperationException refusal)
{
    // It can't start as it is configured; the message says what to do.
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}

static int Usage()
{
    Console.WriteLine(StartOptions.UsageText);
    return 1;
}

using System.Text;
using Marketplace.Verifier;

if (Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage)
{
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}

return await VerifyFiles.RunAsync(args, Console.Out, CancellationToken.None);

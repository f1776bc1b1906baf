# Installs sidenote into %LOCALAPPDATA%\sidenote, or where SIDENOTE_INSTALL_DIR says.
$ErrorActionPreference = 'Stop'

$address = '@ADDRESS@'
$sums = @'
@SUMS@
'@

$archive = 'sidenote-x86_64-pc-windows-msvc.tar.gz'
$line = $sums -split "`n" | Where-Object { $_ -match "^([0-9a-f]{64}) +\*?$([regex]::Escape($archive))\s*$" } | Select-Object -First 1
if (-not $line) { throw "sidenote: this release has no $archive" }
$sum = $line.Substring(0, 64)

$folder = if ($env:SIDENOTE_INSTALL_DIR) { $env:SIDENOTE_INSTALL_DIR } else { Join-Path $env:LOCALAPPDATA 'sidenote' }
$work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item -ItemType Directory -Path $work | Out-Null
try {
    $file = Join-Path $work $archive
    Invoke-WebRequest -UseBasicParsing -Uri "$address/$archive" -OutFile $file
    if ((Get-FileHash -Algorithm SHA256 $file).Hash -ne $sum) {
        throw "sidenote: $archive is not what was released: nothing is installed"
    }
    tar -xzf $file -C $work
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Move-Item -Force (Join-Path $work 'sidenote-x86_64-pc-windows-msvc\sidenote.exe') (Join-Path $folder 'sidenote.exe')
    Write-Output "Installed sidenote in $folder. Add that folder to your PATH."
} finally {
    Remove-Item -Recurse -Force $work
}
